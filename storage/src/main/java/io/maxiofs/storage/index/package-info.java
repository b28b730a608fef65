/**
 * The ordered key-value index of the store: byte strings in memory tables of recent changes in front of an H2 MVStore
 * file. Entry type: {@link io.maxiofs.storage.index.Index}. One writer thread changes it, any thread reads it, one
 * thread of its own feeds the file in sorted batches. On disk: one file of checksummed blocks, and beside it a file of
 * key filters after a clean close; both are derived from the journal and may be deleted. The only package that may use
 * {@code org.h2}.
 */
@NullMarked
package io.maxiofs.storage.index;

import org.jspecify.annotations.NullMarked;
