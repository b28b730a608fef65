package io.maxiofs.server;

import io.maxiofs.base.LifeCycle;
import io.maxiofs.server.admin.api.ServerStatus;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.lifecycle.LifecycleDay;
import io.maxiofs.server.lifecycle.LifecyclePlaces;
import io.maxiofs.server.lifecycle.LifecycleStatus;
import io.maxiofs.server.lifecycle.LifecycleWorker;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.file.PrivateFiles;
import java.time.Duration;
import java.util.function.Supplier;

/** The step that starts the worker of lifecycle rules. */
final class LifecycleStart {
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);

    private LifecycleStart() {}

    /** Starts it, and gives back how its health is told. */
    static Supplier<ServerStatus.Check> start(
            ServerOptions options,
            ObjectStore store,
            DynamicSettings settings,
            PrivateFiles files,
            LifeCycle lifeCycle) {
        Configuration configuration = options.configuration();
        if (configuration.get(ServerSettings.SAFE_MODE)) {
            return () -> new ServerStatus.Check("lifecycle", true, "off in safe mode");
        }
        LifecycleWorker worker = new LifecycleWorker(
                store,
                new LifecycleDay(configuration.get(ServerSettings.LIFECYCLE_DAY)),
                options.clock(),
                settings.live(ServerSettings.LIFECYCLE_MAX_CHANGES)::get,
                LifecyclePlaces.open(files, new DataLayout(options.dataDirectory()).lifecyclePlaces()));
        worker.start();
        lifeCycle.onStop("lifecycle worker", STOP_DEADLINE, worker::close);
        return () -> check(worker.status());
    }

    private static ServerStatus.Check check(LifecycleStatus status) {
        if (!status.findings().isEmpty()) {
            return new ServerStatus.Check("lifecycle", false, String.join("; ", status.findings()));
        }
        LifecycleStatus.Counts counts = status.counts();
        return new ServerStatus.Check(
                "lifecycle",
                true,
                status.passes() + " passes, " + counts.examined() + " examined, " + counts.changed() + " changed, "
                        + counts.failed() + " failed");
    }
}
