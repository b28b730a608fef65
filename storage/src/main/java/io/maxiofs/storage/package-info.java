/**
 * The storage engine: what is kept on disk and under which name.
 *
 * <p>This package itself holds no code; its sub-packages do. Nothing in here knows HTTP, S3 requests or replication: the
 * engine publishes what changed and others listen.
 */
@NullMarked
package io.maxiofs.storage;

import org.jspecify.annotations.NullMarked;
