/**
 * The only code that writes, forces, renames and deletes files of the store. Entry type: {@link
 * io.maxiofs.storage.file.Disk}. Tests put a disk in its place that fails, tears, reorders and forgets writes.
 */
@NullMarked
package io.maxiofs.storage.file;

import org.jspecify.annotations.NullMarked;
