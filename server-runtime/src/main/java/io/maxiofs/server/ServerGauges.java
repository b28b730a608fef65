package io.maxiofs.server;

import io.maxiofs.server.admin.api.MetricsDocument.Load;
import io.maxiofs.server.admin.api.MetricsDocument.Queue;
import io.maxiofs.server.event.notification.Notifications;
import io.maxiofs.server.event.webhook.WebhookTarget;
import io.maxiofs.server.http.S3Server;
import io.maxiofs.server.observe.metrics.Gauges;
import io.maxiofs.storage.engine.LocalObjectStore;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the parts of a running server. Safe on any thread. */
final class ServerGauges implements Gauges {
    private static final Logger LOG = LoggerFactory.getLogger(ServerGauges.class);
    private static final int MAX_QUEUES = 32;

    private final Path dataDirectory;
    private final @Nullable LocalObjectStore local;
    private volatile @Nullable S3Server port;
    private volatile @Nullable Notifications notifications;

    /** @param local null if the objects are not in the data directory */
    ServerGauges(Path dataDirectory, @Nullable LocalObjectStore local) {
        this.dataDirectory = dataDirectory;
        this.local = local;
    }

    /** Looks at the port and the webhooks from now on, too. */
    void watch(S3Server opened, Optional<Notifications> started) {
        port = opened;
        notifications = started.orElse(null);
    }

    @Override
    public Load load() {
        S3Server opened = port;
        S3Server.Load load = opened == null ? new S3Server.Load(0, 0, 0, 0) : opened.load();
        return new Load(load.connections(), load.inFlight(), load.waiting(), load.bufferedBytes(), queues());
    }

    private List<Queue> queues() {
        List<Queue> queues = new ArrayList<>();
        if (local != null) {
            queues.add(new Queue("committer", local.watch().waitingChanges()));
        }
        Notifications started = notifications;
        if (started != null) {
            for (WebhookTarget target : started.targets().list()) {
                if (queues.size() < MAX_QUEUES) {
                    started.state(target.name())
                            .ifPresent(state -> queues.add(new Queue("webhook:" + target.name(), state.waiting())));
                }
            }
        }
        return queues;
    }

    @Override
    public @Nullable Space space() {
        try {
            FileStore disk = Files.getFileStore(dataDirectory);
            return new Space(disk.getUsableSpace(), disk.getTotalSpace());
        } catch (IOException e) {
            LOG.debug("The disk cannot be asked", e);
            return null;
        }
    }
}
