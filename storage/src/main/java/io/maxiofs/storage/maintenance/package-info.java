/**
 * Looks after what is stored: re-reads all of it, in the background of a store that is open or with the store closed.
 * Entry types: {@link io.maxiofs.storage.maintenance.Scrubber} and {@link
 * io.maxiofs.storage.maintenance.ScrubWorker}. A scrub runs on the thread of its caller and changes nothing of the
 * store; on disk it keeps one small file that says how far it came.
 */
@NullMarked
package io.maxiofs.storage.maintenance;

import org.jspecify.annotations.NullMarked;
