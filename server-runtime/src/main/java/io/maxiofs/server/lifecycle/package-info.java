/**
 * Lifecycle rules: what they say, what they mean for a version at a moment, and the worker that carries them out. Entry
 * types: {@link io.maxiofs.server.lifecycle.LifecycleDocument} and {@link io.maxiofs.server.lifecycle.LifecycleWorker}.
 * Rules are immutable and know no HTTP. The worker has one thread of its own, changes the store only through its port, and
 * touches no disk while no bucket has rules.
 */
@NullMarked
package io.maxiofs.server.lifecycle;

import org.jspecify.annotations.NullMarked;
