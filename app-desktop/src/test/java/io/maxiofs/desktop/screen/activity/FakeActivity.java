package io.maxiofs.desktop.screen.activity;

import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.MetricsHistory;
import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.admin.api.TraceQuery;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A server that measured a wave and served the requests it was told. Safe on any thread. */
final class FakeActivity implements ActivitySource {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<TraceQuery> queries = new CopyOnWriteArrayList<>();
    volatile List<MetricsDocument> points = List.of();
    volatile List<TraceEntry> requests = List.of();
    volatile @Nullable String failure;
    volatile @Nullable String next;

    /** As many points as seconds, up to now. */
    static List<MetricsDocument> wave(int seconds) {
        return IntStream.range(0, seconds)
                .mapToObj(i ->
                        point(NOW.minusSeconds(seconds - 1L - i), Math.max(0, 40 + 30 * Math.sin(i / 20.0) + i % 7)))
                .toList();
    }

    static MetricsDocument point(Instant time, double requests) {
        long micros = (long) (requests * 90);
        return new MetricsDocument(
                time,
                1000,
                new MetricsDocument.Traffic(
                        (long) requests,
                        requests,
                        (long) (requests * 80_000),
                        requests * 80_000,
                        (long) (requests * 20_000),
                        requests * 20_000,
                        1,
                        0),
                List.of(new MetricsDocument.Operation(
                        "write_small", (long) requests, micros, micros * 3, micros * 6, micros * 7)),
                List.of(new MetricsDocument.ErrorCount("NoSuchKey", 404, time.getEpochSecond() % 9 == 0 ? 2 : 0)),
                new MetricsDocument.Load(4 + (int) requests / 20, (int) requests / 10, 0, 0, List.of()),
                new MetricsDocument.Disk(1L << 40, 2L << 40, 3, 800 + micros / 10, 2000 + micros / 4, 9000),
                new MetricsDocument.Memory(1 << 27, 1 << 29, 1 << 26, 30, 0));
    }

    static TraceEntry request(String id, Instant time, int status, @Nullable String error) {
        return new TraceEntry(
                id,
                time,
                new TraceEntry.Asked(
                        "PutObject", "write_small", "PUT", "/backups/data/00/0000", "backups", "data/00/0000"),
                new TraceEntry.Result(
                        status,
                        error,
                        error == null ? null : "The signature is wrong: the secret key is not the one of this key.",
                        1024,
                        0),
                new TraceEntry.Timing(3200, 200, 50, 2900, 50),
                new TraceEntry.Sender("192.168.1.20", "restic/0.17", "restic", "AKIA1", "anna", null, "HTTP/1.1"));
    }

    @Override
    public MetricsHistory history(MetricsHistory.Range range, @Nullable Instant since) {
        asked.add(range.text() + (since == null ? "" : " since " + since));
        String why = failure;
        if (why != null) {
            throw new IllegalStateException(why);
        }
        List<MetricsDocument> newer = points.stream()
                .filter(point -> since == null || point.time().isAfter(since))
                .toList();
        return new MetricsHistory(range.text(), range.stepSeconds(), newer);
    }

    @Override
    public Items<TraceEntry> trace(TraceQuery query, int limit, @Nullable String cursor) {
        queries.add(query);
        return cursor == null
                ? new Items<>(requests, next)
                : new Items<>(List.of(request("older", NOW.minusSeconds(99), 200, null)), null);
    }

    @Override
    public String curl(String id) {
        return "curl " + id;
    }
}
