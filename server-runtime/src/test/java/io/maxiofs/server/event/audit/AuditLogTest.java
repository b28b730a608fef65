package io.maxiofs.server.event.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.database.AuditDatabase;
import io.maxiofs.server.database.AuditDatabase.Filter;
import io.maxiofs.server.s3.request.S3Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    private static final Filter ALL = new Filter(null, null, null, null, null, null, null, null);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private static AuditEvent event(String action) {
        return new AuditEvent(
                Instant.EPOCH,
                new AuditEvent.Actor("ann", AuditEvent.Actor.USER, "", "127.0.0.1", ""),
                action,
                "",
                AuditEvent.Result.SUCCESS,
                Map.of());
    }

    @Test
    void securityEventsAreNeverDroppedAndOthersWhenTheyCrowd() {
        try (AuditLog log = new AuditLog(
                AuditDatabase.open(directory.resolve("audit.db")),
                () -> Duration.ofDays(40_000),
                InstantSource.system())) {
            for (int i = 0; i < AuditLog.CROWDED; i++) {
                log.add(event("kept"));
            }
            assertThat(log.isCrowded()).isTrue();
            log.offer(event("dropped"));
            assertThat(log.dropped()).isEqualTo(1);
            for (int i = AuditLog.CROWDED; i < AuditLog.CAPACITY; i++) {
                log.add(event("kept"));
            }
            Thread waiting = Thread.ofVirtual().start(() -> log.add(event("last")));
            log.start();
            join(waiting);
            assertThat(log.find(ALL, Long.MAX_VALUE, 1))
                    .singleElement()
                    .satisfies(row -> assertThat(row.action()).isEqualTo("last"));
            assertThat(log.find(ALL, Long.MAX_VALUE, 2 * AuditLog.CAPACITY)).hasSize(AuditLog.CAPACITY + 1);
            assertThat(log.isCrowded()).isFalse();
        }
    }

    private static void join(Thread thread) {
        try {
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWaitsIsWrittenBeforeTheEnd() {
        Path file = directory.resolve("audit.db");
        AuditLog log = new AuditLog(AuditDatabase.open(file), () -> Duration.ofDays(40_000), InstantSource.system());
        for (int i = 0; i < 1_200; i++) {
            log.add(event("kept"));
        }
        log.start();
        log.close();
        try (AuditDatabase database = AuditDatabase.open(file)) {
            assertThat(database.find(ALL, Long.MAX_VALUE, 5_000)).hasSize(1_200);
        }
    }

    @Test
    void textsAreCleanAndBounded() {
        AuditEvent event = new AuditEvent(
                Instant.EPOCH,
                new AuditEvent.Actor("a\nb", AuditEvent.Actor.USER, "", "", "x".repeat(9_999)),
                "a",
                "r".repeat(9_999),
                AuditEvent.Result.ofStatus(0),
                Map.of("k", "v\r\nw"));
        assertThat(event.actor().name()).isEqualTo("a\uFFFDb");
        assertThat(event.actor().client()).hasSizeLessThan(600);
        assertThat(event.resource()).hasSizeLessThan(1_300);
        assertThat(event.detail()).containsEntry("k", "v\uFFFD\uFFFDw");
        assertThat(event.result()).isEqualTo(AuditEvent.Result.FAILED);
    }

    @Test
    void everyOperationHasItsKind() {
        assertThat(S3Kinds.of(S3Operation.PUT_BUCKET_POLICY)).isEqualTo(S3Kinds.Kind.SETTING);
        assertThat(S3Kinds.of(S3Operation.PUT_OBJECT_RETENTION)).isEqualTo(S3Kinds.Kind.SETTING);
        assertThat(S3Kinds.of(S3Operation.DELETE_PUBLIC_ACCESS_BLOCK)).isEqualTo(S3Kinds.Kind.SETTING);
        assertThat(S3Kinds.of(S3Operation.GET_BUCKET_POLICY)).isEqualTo(S3Kinds.Kind.OTHER);
        assertThat(S3Kinds.of(S3Operation.POST_OBJECT)).isEqualTo(S3Kinds.Kind.WRITE);
        assertThat(S3Kinds.of(S3Operation.SELECT_OBJECT_CONTENT)).isEqualTo(S3Kinds.Kind.READ);
        assertThat(S3Kinds.of(S3Operation.LIST_OBJECTS_V2)).isEqualTo(S3Kinds.Kind.READ);
        for (S3Operation operation : S3Operation.values()) {
            boolean changes =
                    operation.name().startsWith("PUT_") || operation.name().startsWith("DELETE_");
            if (changes) {
                assertThat(S3Kinds.of(operation)).as(operation.name()).isIn(S3Kinds.Kind.SETTING, S3Kinds.Kind.WRITE);
            }
        }
    }
}
