package io.maxiofs.server.job;

import org.jspecify.annotations.Nullable;

/**
 * What a job is.
 *
 * @param bucket null if it is about several
 * @param what for people
 * @param by name of the user who began it; empty for the local administrator
 */
public record JobSubject(String kind, @Nullable String bucket, String what, String by) {}
