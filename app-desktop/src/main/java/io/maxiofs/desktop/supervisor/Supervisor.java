package io.maxiofs.desktop.supervisor;

import static io.maxiofs.desktop.supervisor.SupervisorState.ADOPTED;
import static io.maxiofs.desktop.supervisor.SupervisorState.CRASHED;
import static io.maxiofs.desktop.supervisor.SupervisorState.DATA_DIRECTORY_LOCKED;
import static io.maxiofs.desktop.supervisor.SupervisorState.DEGRADED;
import static io.maxiofs.desktop.supervisor.SupervisorState.DRIVE_MISSING;
import static io.maxiofs.desktop.supervisor.SupervisorState.PORT_IN_USE;
import static io.maxiofs.desktop.supervisor.SupervisorState.READ_ONLY;
import static io.maxiofs.desktop.supervisor.SupervisorState.RUNNING;
import static io.maxiofs.desktop.supervisor.SupervisorState.SCHEMA_TOO_NEW;
import static io.maxiofs.desktop.supervisor.SupervisorState.STARTING;
import static io.maxiofs.desktop.supervisor.SupervisorState.STOPPED;
import static io.maxiofs.desktop.supervisor.SupervisorState.STOPPING;

import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.admin.api.ServerOverview;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the server of one data directory as the person wants it. Every method may be called on any thread and returns at
 * once; what happens is told by {@link #status()} and the listeners, on the supervisor's own thread.
 */
public final class Supervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration DRIVE_CHECK = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Duration DRAIN_CHECK = Duration.ofMillis(250);

    private final SupervisorParts parts;
    private final RestartPolicy policy;
    private final Turns turns = new Turns();
    private final List<Consumer<? super Status>> listeners = new CopyOnWriteArrayList<>();
    private volatile Status status;
    private volatile @Nullable LocalAccess access;
    private volatile @Nullable FirstCredentials firstCredentials;

    // Only on the supervisor's thread.
    private ServerLaunch launch;
    private boolean safeMode;
    private boolean stopsWithUs = true;
    private boolean startAgain;
    private Instant servingSince;
    private @Nullable ServerChild child;
    private @Nullable ProcessHandle adopted;
    private @Nullable ServerWatch watch;
    private @Nullable Refusal refusal;

    public Supervisor(ServerLaunch launch, SupervisorParts parts) {
        this.launch = launch;
        this.parts = parts;
        this.policy = new RestartPolicy(parts.limits());
        this.servingSince = parts.clock().instant();
        this.status = Status.of(STOPPED, servingSince);
    }

    public Status status() {
        return status;
    }

    /** How to reach the server while it serves. */
    public Optional<LocalAccess> access() {
        return Optional.ofNullable(access);
    }

    /** What the first start made up, once: it is forgotten here afterwards. */
    public Optional<FirstCredentials> takeFirstCredentials() {
        Optional<FirstCredentials> taken = Optional.ofNullable(firstCredentials);
        firstCredentials = null;
        return taken;
    }

    /** The server's messages. */
    public Path log() {
        return parts.log();
    }

    public void listen(Consumer<? super Status> listener) {
        listeners.add(listener);
    }

    /** Changes how the server is started from the next start on. */
    public void configure(ServerLaunch next) {
        turns.run(() -> launch = next);
    }

    /** Whether the server stops when this process is gone, however that happens. */
    public void stopsWithUs(boolean stops) {
        turns.run(() -> {
            stopsWithUs = stops;
            if (child != null) {
                child.stopsWithUs(stops);
            }
        });
    }

    /** Starts, or adopts what runs already. Does nothing unless it is idle or waits for a drive. */
    public void start() {
        turns.run(() -> {
            policy.reset();
            safeMode = false;
            begin();
        });
    }

    /** Starts a server that only reads and does nothing by itself, to look at what is wrong. */
    public void startSafely() {
        turns.run(() -> {
            policy.reset();
            safeMode = true;
            begin();
        });
    }

    /** Stops in order; a second call while it is stopping forces the end. */
    public void stop() {
        turns.run(() -> {
            startAgain = false;
            end();
        });
    }

    /** Stops in order and starts again. */
    public void restart() {
        turns.run(() -> {
            if (status.state().isIdle()) {
                begin();
            } else if (status.state() != STOPPING) {
                startAgain = true;
                end();
            }
        });
    }

    /** Ends this object; the server stays or stops as {@link #stopsWithUs} says. */
    @Override
    public void close() {
        turns.close(() -> {
            if (watch != null) {
                watch.close();
            }
        });
    }

    /** Waits until {@link #close} has had its effect: until then the server may not know whether it is to stay. */
    public void awaitClosed() {
        if (!turns.awaitEnd(CLOSING)) {
            LOG.warn("The supervisor of {} has not ended after {}", launch.dataDirectory(), CLOSING);
        }
    }

    private void become(Status next) {
        SupervisorState before = status.state();
        if (before != next.state()) {
            if (!before.mayBecome(next.state())) {
                throw new IllegalStateException("No way from " + before + " to " + next.state());
            }
            LOG.info(
                    "The server of {} was {} and is {} {}",
                    launch.dataDirectory(),
                    before,
                    next.state(),
                    next.detail());
        }
        status = next;
        listeners.forEach(listener -> listener.accept(next));
    }

    private Status now(SupervisorState state) {
        return Status.of(state, parts.clock().instant());
    }

    private void begin() {
        boolean waitsForDrive = status.state() == DRIVE_MISSING && child == null && adopted == null;
        if (!status.state().isIdle() && !waitsForDrive) {
            return;
        }
        turns.forgetEarlier();
        startAgain = false;
        refusal = null;
        become(now(STARTING).withStep("look", ""));
        turns.elsewhere(() -> ServerWatch.running(launch.dataDirectory()), found -> {
            if (found.isPresent()) {
                adopt(found.get());
            } else {
                launchChild();
            }
        });
    }

    private void adopt(LocalAccess found) {
        Optional<ProcessHandle> process = ProcessHandle.of(found.pid());
        if (process.isEmpty()) {
            launchChild();
            return;
        }
        adopted = process.get();
        serve(found, ADOPTED);
        CompletableFuture<Void> _ = process.get().onExit().thenRun(turns.guarded(this::adoptedEnded));
    }

    private void launchChild() {
        if (launch.existing() && !driveIsThere()) {
            waitForDrive(launch.dataDirectory().toString());
            return;
        }
        if (launch.isServiceNow() && !safeMode) {
            become(now(STARTING).withStep("service", ""));
            new ServiceLaunch(turns, parts.service(), parts.clock(), new FromService()).begin(launch, parts);
            return;
        }
        become(now(STARTING).withStep("launch", ""));
        try {
            child = ServerChild.start(launch, safeMode, parts.log(), stopsWithUs, new FromChild());
            become(status.withProcess(child.pid()));
        } catch (IOException e) {
            LOG.error("The server cannot be launched", e);
            crashed("The server cannot be launched: " + e.getMessage());
        }
    }

    private boolean driveIsThere() {
        return new StorageRecords(launch.dataDirectory()).speak();
    }

    private void waitForDrive(String detail) {
        if (status.state() != DRIVE_MISSING) {
            become(now(DRIVE_MISSING).withDetail(detail));
        }
        turns.later(DRIVE_CHECK, () -> {
            if (driveIsThere()) {
                begin();
            } else {
                waitForDrive(detail);
            }
        });
    }

    private void serve(LocalAccess found, SupervisorState state) {
        access = found;
        servingSince = parts.clock().instant();
        watch = ServerWatch.follow(
                found, told -> turns.guarded(() -> told(told)).run());
        become(now(state).withProcess(found.pid()));
    }

    /** The server told how it is. */
    private void told(ServerOverview.State told) {
        if (!status.state().isServing() && status.state() != DRIVE_MISSING) {
            return;
        }
        SupervisorState next = switch (told.name()) {
            case "running" -> adopted == null ? RUNNING : ADOPTED;
            case "degraded" -> DEGRADED;
            case "read_only" -> READ_ONLY;
            case "drive_missing" -> DRIVE_MISSING;
            default -> status.state();
        };
        if (next != status.state() || !told.reason().equals(status.detail())) {
            become(now(next).withProcess(status.process()).withDetail(told.reason()));
        }
    }

    private void end() {
        SupervisorState state = status.state();
        if (state == STOPPING) {
            force();
        } else if (state == STOPPED) {
            return;
        } else if (child == null && adopted == null) {
            turns.forgetEarlier();
            become(now(STOPPED));
        } else {
            become(now(STOPPING).withProcess(status.process()));
            ServerWatch asked = watch;
            if (asked == null) {
                terminate();
            } else {
                turns.elsewhere(
                        () -> {
                            asked.shutdown();
                            return true;
                        },
                        done -> countDown(asked),
                        failure -> terminate());
            }
        }
    }

    private void countDown(ServerWatch asked) {
        turns.elsewhere(asked::inFlight, this::waitingFor, failure -> {});
        turns.later(DRAIN_CHECK, () -> {
            if (status.state() == STOPPING) {
                countDown(asked);
            }
        });
    }

    private void waitingFor(OptionalInt requests) {
        if (status.state() == STOPPING && requests.isPresent() && requests.getAsInt() != status.inFlight()) {
            become(status.withInFlight(requests.getAsInt()));
        }
    }

    private void terminate() {
        if (child != null) {
            child.terminate();
        } else if (adopted != null && !adopted.destroy()) {
            LOG.warn("The server {} does not take the request to end", adopted.pid());
        }
    }

    private void force() {
        if (child != null) {
            child.kill();
        } else if (adopted != null && !adopted.destroyForcibly()) {
            LOG.warn("The server {} cannot be ended", adopted.pid());
        }
    }

    private void adoptedEnded() {
        // A server that stops in order takes its file away.
        boolean inOrder = ServerWatch.access(launch.dataDirectory()).isEmpty();
        gone(inOrder ? 0 : 1, "The adopted server has ended");
    }

    private void gone(int exitCode, String what) {
        ServerWatch before = watch;
        child = null;
        adopted = null;
        watch = null;
        access = null;
        turns.forgetEarlier();
        if (before != null) {
            Thread.ofVirtual().start(before::close);
        }
        if (status.state() == STOPPING) {
            become(now(STOPPED).withDetail(exitCode == 0 ? "" : what));
            if (startAgain) {
                begin();
            }
        } else if (refusal != null) {
            refused(refusal);
        } else if (exitCode == 0) {
            become(now(STOPPED));
        } else {
            crashed(what);
        }
    }

    /** The server said why it cannot start. */
    private void refused(Refusal why) {
        switch (why.reason()) {
            case "port_in_use" ->
                turns.elsewhere(
                        () -> Optional.ofNullable(why.ofPort(parts.portOwners())),
                        found -> become(
                                now(PORT_IN_USE).withDetail(why.message()).withOwner(found.orElse(null))),
                        failure -> become(now(PORT_IN_USE).withDetail(why.message())));
            case "directory_locked" ->
                become(now(DATA_DIRECTORY_LOCKED)
                        .withDetail(why.message())
                        .withOwner(why.ofDirectory(launch.dataDirectory())));
            case "written_by_newer" -> become(now(SCHEMA_TOO_NEW).withDetail(why.message()));
            case "drive_missing" -> waitForDrive(why.message());
            // Nothing is wrong with it, and trying again is of no use.
            case "moved" -> become(now(STOPPED).withDetail(why.message()));
            default -> crashed(why.message());
        }
    }

    private void crashed(String what) {
        Instant time = parts.clock().instant();
        Duration lived = status.state().isServing() ? Duration.between(servingSince, time) : Duration.ZERO;
        Optional<Duration> wait = policy.crashed(time, lived);
        Path report = new CrashReports(parts.folder()).write(time, what, parts.log());
        Instant retry = wait.map(time::plus).orElse(null);
        become(now(CRASHED).withDetail(what).withCrash(new Status.Crash(policy.count(), retry, report)));
        wait.ifPresent(pause -> turns.later(pause, this::begin));
    }

    /** The system runs the server: one that answers is adopted. */
    private final class FromService implements ServiceLaunch.Listener {

        @Override
        public void answers(LocalAccess found) {
            adopt(found);
        }

        @Override
        public void isSlow() {
            become(status.withStep("service-slow", ""));
        }

        @Override
        public void refused(String reason) {
            crashed(reason);
        }
    }

    /** Brings what the child tells to the supervisor's thread. */
    private final class FromChild implements ServerChild.Listener {

        @Override
        public void step(String name, String text) {
            turns.run(() -> {
                if (status.state() == STARTING) {
                    become(status.withStep(name, text));
                }
            });
        }

        @Override
        public void ready(List<String> before) {
            turns.run(() -> {
                FirstCredentials.in(before).ifPresent(made -> firstCredentials = made);
                launch = launch.established();
                if (status.state() == STARTING) {
                    turns.elsewhere(() -> ServerWatch.access(launch.dataDirectory()), this::reached);
                }
            });
        }

        private void reached(Optional<LocalAccess> found) {
            if (found.isPresent()) {
                serve(found.get(), RUNNING);
            } else {
                become(now(STARTING).withDetail("The file for local programs is missing"));
                terminate();
            }
        }

        @Override
        public void failed(String reason, String message) {
            turns.run(() -> {
                refusal = new Refusal(reason, message);
            });
        }

        @Override
        public void ended(int exitCode) {
            turns.run(() -> gone(exitCode, "The server has ended with code " + exitCode));
        }
    }
}
