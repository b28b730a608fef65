package io.maxiofs.server;

import io.maxiofs.server.admin.ServerControl;
import io.maxiofs.server.admin.api.ServerOverview;
import io.maxiofs.server.admin.api.ServerStatus;
import io.maxiofs.server.admin.api.SettingDocument;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketUsage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the admin API tells of the server, and does to it. */
final class ServerState implements ServerControl {
    /** The check that repeats {@link #state()}. */
    static final String STATE_CHECK = "state";

    private final Configuration configuration;
    private final DataLayout layout;
    private final ObjectStore store;
    private final TlsReload tls;
    private final StateWatch stateWatch;
    private final Instant started;
    private final InstantSource clock;
    private final CountDownLatch stopRequested;
    private final List<Supplier<ServerStatus.Check>> watched = new CopyOnWriteArrayList<>();
    private volatile Listening listening = new Listening("", "");

    private record Listening(String s3, String admin) {}

    /** What is asked. */
    record Parts(Configuration configuration, DataLayout layout, ObjectStore store, TlsReload tls, StateWatch watch) {}

    ServerState(Parts parts, Instant started, InstantSource clock, CountDownLatch stopRequested) {
        this.configuration = parts.configuration();
        this.layout = parts.layout();
        this.store = parts.store();
        this.tls = parts.tls();
        this.stateWatch = parts.watch();
        this.started = started;
        this.clock = clock;
        this.stopRequested = stopRequested;
    }

    /** Adds something whose health is told with the rest; it does not make the server unready. */
    void watch(Supplier<ServerStatus.Check> check) {
        watched.add(check);
    }

    /** Both ports are open. */
    void listening(URI s3, URI admin) {
        listening = new Listening(s3.toString(), admin.toString());
    }

    @Override
    public ServerStatus status() {
        Listening ports = listening;
        stateWatch.look();
        return new ServerStatus(
                ProductVersion.current(),
                started,
                Duration.between(started, clock.instant()).toSeconds(),
                ProcessHandle.current().pid(),
                ports.s3(),
                ports.admin(),
                storage(),
                tls.current());
    }

    private ServerStatus.Storage storage() {
        List<Bucket> buckets = store.buckets().list();
        long objects = 0;
        long bytes = 0;
        for (Bucket bucket : buckets) {
            BucketUsage usage = store.buckets().usage(bucket.name());
            objects += usage.objects();
            bytes += usage.totalBytes();
        }
        long free = 0;
        long total = 0;
        ServerOverview.State now = stateWatch.state();
        String state = now.name().equals("running") ? ServerStatus.Health.READY : text(now);
        try {
            FileStore disk = Files.getFileStore(layout.root());
            free = disk.getUsableSpace();
            total = disk.getTotalSpace();
        } catch (IOException e) {
            state = "the data directory cannot be read: " + e.getMessage();
        }
        return new ServerStatus.Storage(state, layout.root().toString(), buckets.size(), objects, bytes, free, total);
    }

    @Override
    public ServerStatus.Health health() {
        boolean directory = Files.isDirectory(layout.serverDirectory());
        boolean ports = !listening.s3().isEmpty();
        List<ServerStatus.Check> checks = new ArrayList<>();
        checks.add(new ServerStatus.Check(
                "data-directory", directory, directory ? "present" : "missing: " + layout.root()));
        checks.add(new ServerStatus.Check("ports", ports, ports ? "open" : "not open yet"));
        stateWatch.look();
        ServerOverview.State now = stateWatch.state();
        checks.add(new ServerStatus.Check(STATE_CHECK, now.name().equals("running"), text(now)));
        watched.forEach(check -> checks.add(check.get()));
        return new ServerStatus.Health(verdict(directory && ports, now), checks);
    }

    private static String text(ServerOverview.State state) {
        return state.reason().isEmpty() ? state.name() : state.name() + ": " + state.reason();
    }

    private static String verdict(boolean there, ServerOverview.State state) {
        return switch (state.name()) {
            case "drive_missing", "stopping" -> ServerStatus.Health.NOT_READY;
            case "read_only" -> there ? ServerStatus.Health.READ_ONLY : ServerStatus.Health.NOT_READY;
            default -> there ? ServerStatus.Health.READY : ServerStatus.Health.NOT_READY;
        };
    }

    @Override
    public List<SettingDocument> settings() {
        return FixedSettings.documents(configuration);
    }

    @Override
    public ServerOverview.State state() {
        stateWatch.look();
        return stateWatch.state();
    }

    /** The certificate in use; null without TLS. */
    ServerStatus.@Nullable Tls tls() {
        return tls.current();
    }

    /** Address of the S3 port; empty before it is open. */
    String s3() {
        return listening.s3();
    }

    /** Where everything is, for people. */
    String dataDirectory() {
        return layout.root().toString();
    }

    /** What tells the state. */
    StateWatch stateWatch() {
        return stateWatch;
    }

    @Override
    public void requestStop() {
        stopRequested.countDown();
    }

    @Override
    public ServerStatus.Tls reloadTls() {
        return tls.reload();
    }
}
