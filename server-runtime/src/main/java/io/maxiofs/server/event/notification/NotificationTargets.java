package io.maxiofs.server.event.notification;

import java.io.IOException;

/** The targets rules may name. Safe on any thread. */
public interface NotificationTargets {
    /** For a server that can tell nobody. */
    NotificationTargets NONE = new NotificationTargets() {
        @Override
        public boolean exists(String name) {
            return false;
        }

        @Override
        public void test(String name, byte[] document) throws IOException {
            throw new IOException("There is no target " + name);
        }
    };

    boolean exists(String name);

    /**
     * Sends a document at once; blocks.
     *
     * @throws IOException if the target did not take it
     */
    void test(String name, byte[] document) throws IOException;
}
