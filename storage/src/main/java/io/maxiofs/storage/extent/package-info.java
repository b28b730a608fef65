/**
 * Large bodies, one file each under {@code extents/}. A file is written once, forced, and read only through frames that
 * pass their checksum; it is never changed. Entry type: {@link io.maxiofs.storage.extent.ExtentStore}. Readers and
 * writers belong to one thread at a time, the store to all.
 */
@NullMarked
package io.maxiofs.storage.extent;

import org.jspecify.annotations.NullMarked;
