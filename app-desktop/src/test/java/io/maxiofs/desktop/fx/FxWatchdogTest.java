package io.maxiofs.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.FxWatchdog;
import io.maxiofs.desktop.testing.Gate;
import io.maxiofs.server.admin.api.AdminClient;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** That the watchdog would notice. What it is shown is done by frames of this class, which count as the application's. */
class FxWatchdogTest extends DesktopTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final FxUiThread ui = new FxUiThread();

    /** As {@code fx} does it, without its frames, which are a test's. */
    private void onFxThread(Runnable work) {
        CountDownLatch done = new CountDownLatch(1);
        ui.run(() -> {
            work.run();
            done.countDown();
        });
        Await.until("it is done", () -> done.getCount() == 0);
    }

    private static double compute(long nanos) {
        long end = THREADS.getCurrentThreadCpuTime() + nanos;
        double sum = 0;
        while (THREADS.getCurrentThreadCpuTime() < end) {
            sum += Math.sqrt(sum + 1);
        }
        return sum;
    }

    @Test
    void letsPassWhatTakesLittle() {
        watchdog().assertFree("next to nothing", 5, () -> onFxThread(() -> compute(100_000)));
    }

    @Test
    void noticesWhoComputes() {
        long tooLong = FxWatchdog.FRAME.multipliedBy(5).toNanos();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> watchdog().assertFree("a sum", 5, () -> onFxThread(() -> compute(tooLong))))
                .withMessageContaining("FxWatchdogTest.compute");
    }

    /** The server answers only after the watchdog has looked a few times, so that it cannot be missed. */
    @Test
    void noticesWhoLoadsWhereThingsAreDrawn() {
        try (Gate gate = new Gate(server()::admin);
                AdminClient client = AdminClient.connect(gate.url(), (String) null)
                        .withToken(server().localAccess().token())) {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> watchdog().assertFree("a load", 3, () -> load(gate, client)))
                    .withMessageContaining("FxWatchdogTest.ask");
            assertThat(watchdog().waited()).contains("FxWatchdogTest.ask");
            watchdog().reset();
            assertThat(takeRequestsOnFxThread())
                    .isNotEmpty()
                    .allMatch(request -> request.contains("FxWatchdogTest.ask"));
        }
    }

    /** Even if it is answered before anybody looks. */
    @Test
    void noticesARequestHoweverQuicklyItIsAnswered() {
        try (AdminClient client = server().adminClient()) {
            onFxThread(() -> ask(client));
        }
        assertThat(takeRequestsOnFxThread())
                .hasSize(1)
                .allMatch(request -> request.contains("FxWatchdogTest.ask") && request.contains("/api/v1/"));
        watchdog().reset();
    }

    @Test
    void noticesARequestOfTheOtherClientToo() {
        S3Client s3 = server().s3();
        onFxThread(() -> list(s3));
        assertThat(takeRequestsOnFxThread()).hasSize(1).allMatch(request -> request.contains("FxWatchdogTest.list"));
        watchdog().reset();
    }

    /** That another thread ends, which it does only when that was noticed. */
    @Test
    void noticesWhoWaitsForAThread() {
        Thread other = Thread.ofVirtual()
                .start(() ->
                        Await.until("it was noticed", () -> watchdog().waited().contains("FxWatchdogTest.join")));
        onFxThread(() -> join(other));
        assertThat(takeRequestsOnFxThread()).isEmpty();
        watchdog().reset();
    }

    private static void join(Thread other) {
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void list(S3Client s3) {
        assertThat(s3.listBuckets().buckets()).isNotEmpty();
    }

    private void load(Gate gate, AdminClient client) {
        gate.hold();
        Thread.ofVirtual().start(() -> {
            long enough = watchdog().looks() + 20;
            Await.until("it was looked at", () -> watchdog().looks() > enough);
            gate.release();
        });
        onFxThread(() -> ask(client));
    }

    private static void ask(AdminClient client) {
        assertThat(client.me().role()).isNotEmpty();
    }
}
