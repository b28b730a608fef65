package io.maxiofs.desktop.screen.versions;

import io.maxiofs.desktop.fx.Dialogs.Confirmation;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.desktop.screen.buckets.Previews;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tasks of the server that a person agrees to after the server has said what they would do. A selection too long for one
 * request is several tasks, done one after the other. For the user interface thread.
 */
final class AskedTasks {
    /** Of the names in one request, so that it stays well below what the admin API takes. */
    private static final int MOST_BYTES = 400_000;

    /** What one object takes beside its name. */
    private static final int BYTES_BESIDE = 32;

    /** Keys shown as an example. */
    private static final int SAMPLE = 20;

    private final Desk desk;
    private final Texts texts;
    private final VersionsPort port;
    private final ServerJobs jobs;

    AskedTasks(Desk desk, VersionsPort port) {
        this.desk = desk;
        this.texts = desk.texts();
        this.port = port;
        this.jobs = new ServerJobs(desk, port);
    }

    /** What the person reads: the question, what becomes of it, and the name of the button. */
    record Words(String title, String detail, String action) {}

    /** Names in parts that one request each can carry. */
    static List<List<ObjectRef>> parts(List<String> keys) {
        List<List<ObjectRef>> parts = new ArrayList<>();
        List<ObjectRef> part = new ArrayList<>();
        int bytes = 0;
        for (String key : keys) {
            int more = key.getBytes(StandardCharsets.UTF_8).length + BYTES_BESIDE;
            if (!part.isEmpty() && bytes + more > MOST_BYTES) {
                parts.add(List.copyOf(part));
                part.clear();
                bytes = 0;
            }
            part.add(ObjectRef.current(key));
            bytes += more;
        }
        if (!part.isEmpty()) {
            parts.add(List.copyOf(part));
        }
        return List.copyOf(parts);
    }

    /** Asks with what the server found, then has it done. */
    void ask(String bucket, List<BucketTask> tasks, Words words, Runnable ended) {
        desk.run(
                texts.get("objects.looking"),
                () -> sum(tasks.stream().map(task -> port.preview(bucket, task)).toList()),
                preview -> desk.dialogs()
                        .confirm(
                                new Confirmation(
                                        words.title(), words.detail(), Previews.lines(texts, preview), words.action()),
                                () -> begin(bucket, tasks, words.action(), ended)));
    }

    private static BucketTask.Preview sum(List<BucketTask.Preview> parts) {
        return parts.stream()
                .reduce((a, b) -> new BucketTask.Preview(
                        a.objects() + b.objects(),
                        a.versions() + b.versions(),
                        a.deleteMarkers() + b.deleteMarkers(),
                        a.uploads() + b.uploads(),
                        a.bytes() + b.bytes(),
                        a.locked() + b.locked(),
                        a.complete() && b.complete(),
                        Stream.concat(a.sample().stream(), b.sample().stream())
                                .limit(SAMPLE)
                                .toList()))
                .orElseThrow();
    }

    /** Has it done without asking, one task after the other; one that does not end as it should is the last. */
    void begin(String bucket, List<BucketTask> tasks, String name, Runnable ended) {
        BucketTask task = tasks.getFirst();
        List<BucketTask> rest = tasks.subList(1, tasks.size());
        jobs.follow(name, () -> port.begin(bucket, task), job -> {
            if (rest.isEmpty() || !job.state().equals("done")) {
                ended.run();
            } else {
                begin(bucket, rest, name, ended);
            }
        });
    }
}
