/**
 * A small object store in memory that is obviously right. Entry type: {@link
 * io.maxiofs.storage.reference.InMemoryObjectStore}. It judges the real store in random tests and stands in for it in
 * tests of the layers above. Every call holds one lock; nothing touches the disk.
 */
@NullMarked
package io.maxiofs.storage.reference;

import org.jspecify.annotations.NullMarked;
