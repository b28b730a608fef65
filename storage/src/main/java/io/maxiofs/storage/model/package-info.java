/**
 * Values of the object store: names, versions, metadata, checksums. Entry type: {@link
 * io.maxiofs.storage.model.ObjectVersion}. Everything here is immutable, validated in its constructor, safe on any
 * thread, and touches no disk.
 */
@NullMarked
package io.maxiofs.storage.model;

import org.jspecify.annotations.NullMarked;
