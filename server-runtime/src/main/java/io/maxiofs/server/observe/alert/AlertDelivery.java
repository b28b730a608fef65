package io.maxiofs.server.observe.alert;

import io.maxiofs.server.admin.api.AlertDocument;
import java.io.IOException;

/** A way to tell somebody of an alert. Calls block; safe on any thread. */
public interface AlertDelivery {

    /** {@code email} or {@code webhook}. */
    String kind();

    /** Who is told, for people; empty if nobody is configured. */
    String target();

    /** Whether somebody is configured. */
    default boolean isEnabled() {
        return !target().isEmpty();
    }

    /** @throws IOException if it was not taken; its message is for the administrator and carries no secret */
    void send(AlertDocument alert) throws IOException;
}
