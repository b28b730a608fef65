package io.maxiofs.server.http;

import io.maxiofs.server.s3.request.S3Operation;

/** Decides whether the server takes an operation at all just now. Called on any thread, I/O threads included. */
@FunctionalInterface
public interface Turnstile {
    /** Lets everything pass. */
    Turnstile OPEN = operation -> {};

    /** @throws io.maxiofs.server.s3.error.S3Exception with status 503 if the client is to come back later */
    void pass(S3Operation operation);
}
