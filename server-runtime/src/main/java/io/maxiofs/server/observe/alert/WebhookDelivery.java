package io.maxiofs.server.observe.alert;

import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.event.notification.NotificationTargets;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/** Sends alerts to one of the webhooks, as JSON, signed as its events are. Safe on any thread. */
public final class WebhookDelivery implements AlertDelivery {
    private final NotificationTargets webhooks;
    private final Supplier<String> name;
    private final AdminJson json = AdminJson.strict();

    /** @param name of the webhook to use now; empty for none */
    public WebhookDelivery(NotificationTargets webhooks, Supplier<String> name) {
        this.webhooks = webhooks;
        this.name = name;
    }

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public String target() {
        return name.get();
    }

    @Override
    public void send(AlertDocument alert) throws IOException {
        webhooks.test(name.get(), json.write(Map.of("alert", alert)));
    }
}
