package io.maxiofs.storage.model;

import java.time.Instant;

/**
 * What is known of a key that clients choose by its name (SSE-KMS); never its secret.
 *
 * @param version newest one, from 1; it wraps, all of them unwrap
 * @param enabled whether anything can be written or read with the key
 * @param created when the first version was made
 */
public record NamedKey(String name, int version, boolean enabled, Instant created) {}
