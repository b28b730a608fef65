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
            assertThat(watchdog().network()).contains("FxWatchdogTest.ask");
            watchdog().reset();
        }
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
        assertThat(client.me().user()).isEmpty();
    }
}
