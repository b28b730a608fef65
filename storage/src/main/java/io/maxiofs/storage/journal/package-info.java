/**
 * The journal: one ordered stream of framed records in segment files, opaque to what the records mean.
 *
 * <p>Entry type: {@link io.maxiofs.storage.journal.Journal}. One thread appends and forces, any thread reads. On disk it
 * owns one directory of files {@code NNNNNNNNNNNNNNNN.seg}; the format is in {@code docs/on-disk-format.md}. Segments
 * are written with zeros before they are used and recycled afterwards, in the background and only while something is
 * being written.
 */
@NullMarked
package io.maxiofs.storage.journal;

import org.jspecify.annotations.NullMarked;
