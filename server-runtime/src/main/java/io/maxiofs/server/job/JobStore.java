package io.maxiofs.server.job;

import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.database.JobTables;
import io.maxiofs.server.database.JobTables.JobRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what is known of jobs in the database. Safe on any thread. */
final class JobStore {
    private static final Logger LOG = LoggerFactory.getLogger(JobStore.class);

    /** Of the failures of one job. */
    private static final int KEPT_FAILURES = 100;

    private final JobTables tables;
    private final int kept;
    private final AdminJson json = AdminJson.lenient();

    JobStore(JobTables tables, int kept) {
        this.tables = tables;
        this.kept = kept;
    }

    /** @param failures the first of them */
    record Kept(JobDocument job, List<ObjectRef.Failure> failures) {}

    void save(Job job) {
        save(new Kept(
                job.document(), job.failures().stream().limit(KEPT_FAILURES).toList()));
    }

    private void save(Kept known) {
        JobDocument job = known.job();
        tables.save(
                new JobRow(
                        job.id(),
                        job.state(),
                        new String(json.write(known), StandardCharsets.UTF_8),
                        job.course().created().toEpochMilli()),
                kept);
    }

    /** The newest first. */
    List<JobDocument> list() {
        return tables.list(kept).stream()
                .flatMap(row -> read(row).stream())
                .map(Kept::job)
                .toList();
    }

    Optional<Kept> find(String id) {
        return tables.find(id).flatMap(this::read);
    }

    private Optional<Kept> read(JobRow row) {
        try {
            return Optional.of(json.read(row.document().getBytes(StandardCharsets.UTF_8), Kept.class));
        } catch (IOException e) {
            LOG.warn("What is kept of job {} cannot be read", row.id(), e);
            return Optional.empty();
        }
    }

    /** Nobody is left who could end them. */
    void interruptUnfinished(Instant now) {
        for (JobRow row : tables.unfinished()) {
            read(row).ifPresent(known -> save(new Kept(interrupted(known.job(), now), known.failures())));
        }
    }

    private static JobDocument interrupted(JobDocument job, Instant now) {
        JobDocument.Course course = job.course();
        return new JobDocument(
                job.id(),
                job.kind(),
                job.bucket(),
                job.what(),
                Job.State.INTERRUPTED.name().toLowerCase(Locale.ROOT),
                job.progress(),
                new JobDocument.Course(course.by(), course.created(), course.started(), now),
                null);
    }
}
