package io.maxiofs.desktop.transfer;

import software.amazon.awssdk.services.s3.S3Client;

/**
 * The server's S3 port as it is reached now. Asked before every request, because address and credentials change while
 * transfers wait. Safe on any thread.
 */
@FunctionalInterface
public interface S3Access {
    /**
     * A client, whose own retries should be few; the owner of this object closes it.
     *
     * @throws RuntimeException if there is none at the moment; tried again later
     */
    S3Client client();
}
