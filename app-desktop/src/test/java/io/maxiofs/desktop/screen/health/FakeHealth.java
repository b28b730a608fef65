package io.maxiofs.desktop.screen.health;

import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.ServerOverview;
import io.maxiofs.server.admin.api.ServerStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server with a damaged object. Safe on any thread. */
final class FakeHealth implements HealthSource {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    final AtomicInteger asked = new AtomicInteger();
    volatile String state = "waiting";
    volatile String window = "";
    volatile boolean refuses;
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile @Nullable HealthDocument held;

    HealthDocument document() {
        return new HealthDocument(
                "critical",
                true,
                List.of(
                        new HealthDocument.Finding(
                                "scrub", "critical", "Check of all data", "One object is damaged.", "Restore it."),
                        new HealthDocument.Finding("drive", "ok", "Drive /srv/data", "It answers.", null)),
                new HealthDocument.Scrub(
                        state,
                        NOW.minusSeconds(86_400),
                        NOW.plusSeconds(3600),
                        window,
                        new HealthDocument.Progress("reading", 50L << 20, 200L << 20),
                        1,
                        List.of(new HealthDocument.Damage("lost", "photos/big: bytes 0 to 65536")),
                        null),
                new HealthDocument.Compaction("idle", 0, null),
                new HealthDocument.Index(120L, 4096));
    }

    private HealthDocument act(String next) {
        if (refuses) {
            throw new IllegalStateException("not now");
        }
        state = next;
        return document();
    }

    @Override
    public HealthDocument findings() {
        CountDownLatch waitFor = gate;
        HealthDocument answer = held;
        asked.incrementAndGet();
        try {
            waitFor.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return answer == null ? document() : answer;
    }

    @Override
    public ServerOverview overview() {
        return new ServerOverview(
                "instance",
                new ServerStatus(
                        "1.0",
                        NOW,
                        1,
                        1,
                        "https://127.0.0.1:9900",
                        "https://127.0.0.1:9901",
                        new ServerStatus.Storage("ready", "/srv", 0, 0, 0, 0, 0),
                        new ServerStatus.Tls("local", "CN=nas", "AB:CD", NOW.plusSeconds(86_400))),
                new ServerOverview.State("running", NOW, "", "", 0),
                List.of(),
                new ServerOverview.Space(0, 0, 0, null, 0, 0, null),
                List.of(),
                List.of(),
                document().scrub());
    }

    @Override
    public HealthDocument startScrub() {
        return act("busy");
    }

    @Override
    public HealthDocument pauseScrub() {
        return act("paused");
    }

    @Override
    public HealthDocument resumeScrub() {
        return act("waiting");
    }

    @Override
    public HealthDocument scrubWindow(String hours) {
        window = hours;
        return act(state);
    }

    @Override
    public void diagnostics(OutputStream out) throws IOException {
        out.write(new byte[] {'P', 'K'});
    }
}
