package io.maxiofs.server;

import io.maxiofs.base.LifeCycle;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.event.notification.DeadLetters;
import io.maxiofs.server.event.notification.Notifications;
import io.maxiofs.server.event.webhook.AddressRules;
import io.maxiofs.server.event.webhook.WebhookSender;
import io.maxiofs.server.event.webhook.WebhookTargets;
import io.maxiofs.storage.api.ChangeStream;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.file.PrivateFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** The step that begins to tell webhooks of changes. */
final class NotificationStart {
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(60);

    /** Doubled with each failure until it is the longest. */
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    private final ServerOptions options;
    private final Configuration configuration;
    private final DataLayout layout;
    private final LifeCycle lifeCycle;

    NotificationStart(ServerOptions options, DataLayout layout, LifeCycle lifeCycle) {
        this.options = options;
        this.configuration = options.configuration();
        this.layout = layout;
        this.lifeCycle = lifeCycle;
    }

    /** Empty for a store whose changes cannot be followed. */
    Optional<Notifications> run(ObjectStore store, @Nullable ChangeStream changes, PrivateFiles files)
            throws IOException {
        if (changes == null) {
            return Optional.empty();
        }
        WebhookSender sender = new WebhookSender(
                configuration.get(ServerSettings.NOTIFICATION_PRIVATE),
                configuration.get(ServerSettings.NOTIFICATION_TIMEOUT),
                AddressRules.Resolver.SYSTEM,
                (SSLSocketFactory) SSLSocketFactory.getDefault());
        Notifications notifications = new Notifications(
                        new Notifications.Services(
                                WebhookTargets.open(files, layout.webhooks()),
                                changes,
                                store.buckets(),
                                sender,
                                new DeadLetters(files, layout.deadLetters()),
                                options.clock()),
                        new Notifications.Settings(
                                configuration.get(ServerSettings.S3_REGION),
                                FIRST_RETRY,
                                configuration.get(ServerSettings.NOTIFICATION_RETRY_MAX),
                                configuration.get(ServerSettings.NOTIFICATION_MAX_AGE),
                                configuration.get(ServerSettings.NOTIFICATION_REFUSALS)))
                .start();
        lifeCycle.onStop("notifications", STOP_DEADLINE, notifications::close);
        return Optional.of(notifications);
    }
}
