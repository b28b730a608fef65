package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.base.TestSeed;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectEntry;
import io.maxiofs.server.admin.api.ObjectQuery;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.testing.TestServer;
import io.maxiofs.storage.reference.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Random histories of a bucket against a model: what was is listed as it was, comes back as it was, and nothing is lost. */
class RestoreToTimeTest {
    private static final List<String> KEYS = List.of("a", "a/b", "a/c/d", "b", "dir/x", "dir/y", "z");
    private static final int STEPS = 40;
    private static final String BUCKET = "history";

    private final SettableClock clock = new SettableClock(Instant.now());
    private final TreeMap<Instant, Map<String, String>> states = new TreeMap<>();
    private final TreeMap<String, String> now = new TreeMap<>();

    @Test
    void everyPastStateIsListedAndComesBackWithoutLosingAnything() {
        long seed = TestSeed.get();
        Random random = new Random(seed);
        try (TestServer server = TestServer.start(Map.of(), clock);
                AdminClient admin = server.adminClient()) {
            admin.buckets().create(new BucketDocument.New(BUCKET, null, true, false));
            states.put(clock.instant(), Map.of());
            for (int round = 0; round < 3; round++) {
                for (int step = 0; step < STEPS; step++) {
                    change(server, random);
                }
                List<Instant> times = List.copyOf(states.keySet());
                for (int look = 0; look < 5; look++) {
                    Instant time = times.get(random.nextInt(times.size()));
                    assertThat(listedAt(admin, server, time, random))
                            .as("seed %d, %s", seed, time)
                            .isEqualTo(stateAt(time));
                    assertThat(foldersAt(admin, time))
                            .as("seed %d, %s", seed, time)
                            .isEqualTo(topOf(stateAt(time)));
                }
                restore(server, admin, times.get(random.nextInt(times.size())), random, seed);
            }
        }
    }

    private Map<String, String> stateAt(Instant time) {
        return Objects.requireNonNull(states.floorEntry(time)).getValue();
    }

    private void change(TestServer server, Random random) {
        clock.advance(Duration.ofMillis(random.nextInt(1, 700)));
        String key = KEYS.get(random.nextInt(KEYS.size()));
        if (random.nextInt(3) == 0) {
            server.s3().deleteObject(b -> b.bucket(BUCKET).key(key));
            now.remove(key);
        } else {
            String content = "content " + random.nextInt(1000);
            server.s3().putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString(content));
            now.put(key, content);
        }
        states.put(clock.instant(), Map.copyOf(now));
    }

    private static Map<String, String> listedAt(AdminClient admin, TestServer server, Instant time, Random random) {
        Map<String, String> found = new TreeMap<>();
        ObjectQuery query = ObjectQuery.search("").asOf(time).limit(random.nextInt(1, 4));
        for (ObjectQuery next = query; next != null; ) {
            ObjectEntry.Listing page = admin.objects().list(BUCKET, next);
            for (ObjectEntry entry : page.items()) {
                found.put(
                        entry.key(),
                        server.s3()
                                .getObjectAsBytes(
                                        b -> b.bucket(BUCKET).key(entry.key()).versionId(entry.version()))
                                .asUtf8String());
            }
            next = page.next() == null ? null : query.from(page.next());
        }
        return found;
    }

    private static Set<String> foldersAt(AdminClient admin, Instant time) {
        Set<String> found = new TreeSet<>();
        ObjectQuery query = ObjectQuery.folder("").asOf(time).limit(2);
        for (ObjectQuery next = query; next != null; ) {
            ObjectEntry.Listing page = admin.objects().list(BUCKET, next);
            page.items().forEach(entry -> found.add(entry.key()));
            found.addAll(page.prefixes());
            next = page.next() == null ? null : query.from(page.next());
        }
        return found;
    }

    private static Set<String> topOf(Map<String, String> state) {
        Set<String> top = new TreeSet<>();
        for (String key : state.keySet()) {
            int slash = key.indexOf('/');
            top.add(slash < 0 ? key : key.substring(0, slash + 1));
        }
        return top;
    }

    private void restore(TestServer server, AdminClient admin, Instant time, Random random, long seed) {
        String prefix = random.nextBoolean() ? "" : "a";
        Set<String> before = versions(admin);
        clock.advance(Duration.ofSeconds(1));
        Map<String, String> wanted = new TreeMap<>(now);
        wanted.keySet().removeIf(key -> key.startsWith(prefix));
        stateAt(time).forEach((key, content) -> {
            if (key.startsWith(prefix)) {
                wanted.put(key, content);
            }
        });
        BucketTask task = random.nextBoolean()
                ? BucketTask.restore(prefix, time)
                : BucketTask.restore(
                        KEYS.stream()
                                .filter(key -> key.startsWith(prefix))
                                .map(ObjectRef::current)
                                .toList(),
                        time);
        BucketTask.Preview preview = admin.buckets().preview(BUCKET, task);
        JobDocument job = ended(admin, admin.buckets().begin(BUCKET, task));

        assertThat(job.state()).as("seed %d", seed).isEqualTo("done");
        assertThat(job.progress().failed())
                .as("seed %d: %s", seed, admin.jobs().failures(job.id()))
                .isZero();
        assertThat(job.progress().done()).as("seed %d", seed).isEqualTo(preview.objects());
        assertThat(listedAt(admin, server, clock.instant(), new Random(seed)))
                .as("seed %d", seed)
                .isEqualTo(wanted);
        assertThat(versions(admin)).as("seed %d", seed).containsAll(before);
        assertThat(admin.buckets().preview(BUCKET, task).objects())
                .as("seed %d", seed)
                .isZero();
        now.clear();
        now.putAll(wanted);
        states.put(clock.instant(), Map.copyOf(now));
    }

    private static Set<String> versions(AdminClient admin) {
        Set<String> found = new HashSet<>();
        ObjectQuery query = ObjectQuery.search("").limit(1000);
        for (ObjectQuery next = query; next != null; ) {
            ObjectEntry.Listing page = admin.objects().listVersions(BUCKET, next);
            page.items().forEach(entry -> found.add(entry.key() + " " + entry.version()));
            next = page.next() == null ? null : query.from(page.next());
        }
        return found;
    }

    private static JobDocument ended(AdminClient admin, JobDocument begun) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        JobDocument job = begun;
        while (!job.isOver()) {
            assertThat(Instant.now()).as("deadline of %s", job).isBefore(deadline);
            Thread.onSpinWait();
            job = admin.jobs().get(begun.id());
        }
        return job;
    }
}
