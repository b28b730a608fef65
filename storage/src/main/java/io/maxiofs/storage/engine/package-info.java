/**
 * The store itself. Entry type: {@link io.maxiofs.storage.engine.LocalObjectStore}. Request threads stage bodies and
 * submit commands; one committer thread decides them in order, appends their records to the journal, forces once for
 * all that wait, shows the outcome to readers and completes their futures. The index follows in the background.
 */
@NullMarked
package io.maxiofs.storage.engine;

import org.jspecify.annotations.NullMarked;
