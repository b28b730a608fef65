package io.maxiofs.desktop.platform;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that this computer has slept, that its clock was set, or that it has other addresses than before: connections may
 * be dead without anybody having been told. {@link #look} is used by one thread, that of {@link #start}.
 */
public final class WakeWatch {
    private static final Logger LOG = LoggerFactory.getLogger(WakeWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** Less is a busy machine, or a clock that is kept right. */
    private static final Duration JUMP = Duration.ofSeconds(30);

    private final InstantSource wall;
    private final LongSupplier nanoTime;
    private final Supplier<Set<String>> addresses;
    private @Nullable Instant lastWall;
    private long lastNanos;
    private Set<String> lastAddresses = Set.of();

    /**
     * @param nanoTime of a clock that is never set; whether it goes on while the machine sleeps does not matter
     * @param addresses of this machine, now
     */
    WakeWatch(InstantSource wall, LongSupplier nanoTime, Supplier<Set<String>> addresses) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.addresses = addresses;
    }

    /** Looks every few seconds until it is closed; {@code changed} is called on a thread of its own. */
    public static AutoCloseable start(Runnable changed) {
        WakeWatch watch = new WakeWatch(InstantSource.system(), System::nanoTime, WakeWatch::addressesNow);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("wake-watch").factory());
        ScheduledFuture<?> looking = timer.scheduleWithFixedDelay(
                () -> watch.lookAndTell(changed), 0, LOOK_EVERY.toSeconds(), TimeUnit.SECONDS);
        return () -> {
            looking.cancel(false);
            timer.shutdown();
        };
    }

    private void lookAndTell(Runnable changed) {
        try {
            if (look()) {
                LOG.info("This computer has slept, its clock was set, or it has other addresses");
                changed.run();
            }
        } catch (RuntimeException e) {
            LOG.error("Looking whether the computer has slept failed; it goes on", e);
        }
    }

    /** Whether it slept, or something moved, since the last look; false the first time. */
    boolean look() {
        Instant now = wall.instant();
        long nanos = nanoTime.getAsLong();
        Set<String> here = Set.copyOf(addresses.get());
        Instant before = lastWall;
        boolean changed = before != null
                && (isJump(Duration.between(before, now).minusNanos(nanos - lastNanos))
                        || isJump(Duration.ofNanos(nanos - lastNanos))
                        || !here.equals(lastAddresses));
        lastWall = now;
        lastNanos = nanos;
        lastAddresses = here;
        return changed;
    }

    private static boolean isJump(Duration off) {
        return off.abs().compareTo(JUMP) >= 0;
    }

    private static Set<String> addressesNow() {
        try {
            Set<String> found = new TreeSet<>();
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .forEach(found::add);
            return found;
        } catch (SocketException e) {
            LOG.debug("The addresses of this computer cannot be listed", e);
            return Set.of();
        }
    }
}
