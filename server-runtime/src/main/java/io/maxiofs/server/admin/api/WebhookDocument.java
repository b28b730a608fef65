package io.maxiofs.server.admin.api;

import org.jspecify.annotations.Nullable;

/**
 * A webhook and how it stands.
 *
 * @param signed whether what it gets is signed with a secret
 * @param waiting changes of the store it has not been asked about yet
 * @param delivered events it took since the server started
 * @param failures attempts that failed since then
 * @param lastError why the last attempt failed; empty if it did not
 */
public record WebhookDocument(
        String name, String url, boolean signed, long waiting, long delivered, long failures, String lastError) {

    /**
     * A webhook to be.
     *
     * @param secret signs what is sent; null for none
     */
    public record New(String name, String url, @Nullable String secret) {
        @Override
        public String toString() {
            return "WebhookDocument.New[" + name + ", " + url + "]";
        }
    }

    /** An event that a webhook did not take in the end. */
    public record DeadLetter(String time, String reason, String document) {}
}
