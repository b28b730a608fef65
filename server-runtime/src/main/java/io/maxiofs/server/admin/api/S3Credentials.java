package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Temporary credentials for the S3 port with the rights of whoever they are for. They end with their time, and before that
 * when that user is suspended or deleted or gets another password.
 *
 * @param endpoint of the S3 port as the server knows it
 * @param region for signatures
 */
public record S3Credentials(
        String accessKeyId,
        String secretAccessKey,
        String sessionToken,
        Instant expires,
        String endpoint,
        String region) {
    /** Shortest life, seconds. */
    public static final int MIN_SECONDS = 900;

    /** Longest life, seconds. */
    public static final int MAX_SECONDS = 43_200;

    @Override
    public String toString() {
        return "S3Credentials[" + accessKeyId + " until " + expires + "]";
    }

    /**
     * @param seconds {@link #MIN_SECONDS} to {@link #MAX_SECONDS}; null for an hour
     * @param user only for administrators: whose; null for the one who asks. A program with the local token is no user, and
     *     gets those of the first administrator unless it names somebody.
     */
    public record Request(
            @Nullable Integer seconds, @Nullable String user) {}
}
