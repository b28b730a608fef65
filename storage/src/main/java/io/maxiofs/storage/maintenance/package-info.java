/**
 * Looks after what is stored: re-reads all of it, while the store is open or closed. Entry type: {@link
 * io.maxiofs.storage.maintenance.Scrubber}. A scrub runs on the thread of its caller and changes nothing of the
 * store; on disk it keeps one small file that says how far it came.
 */
@NullMarked
package io.maxiofs.storage.maintenance;

import org.jspecify.annotations.NullMarked;
