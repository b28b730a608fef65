/**
 * Ports of the object store and the sealed family of its failures. Entry type: {@link
 * io.maxiofs.storage.api.ObjectStore}. All ports are safe on any thread. Changes are decided by one committer thread;
 * their futures complete on it once the change is durable, so a dependent stage must hand over quickly and never block.
 */
@NullMarked
package io.maxiofs.storage.api;

import org.jspecify.annotations.NullMarked;
