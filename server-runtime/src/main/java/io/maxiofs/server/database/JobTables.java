package io.maxiofs.server.database;

import static io.maxiofs.server.database.generated.Tables.JOB;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.impl.DSL;

/** Jobs, as rows. Safe on any thread. */
public final class JobTables {
    private static final String COLUMNS = "SELECT id, state, document, created_at FROM job";

    private final ServerDatabase database;

    public JobTables(ServerDatabase database) {
        this.database = database;
    }

    /**
     * One job.
     *
     * @param document JSON
     * @param createdAt milliseconds since the epoch
     */
    public record JobRow(String id, String state, String document, long createdAt) {}

    /** Adds or replaces a job, and forgets the oldest of those that are over beyond {@code kept}. */
    public void save(JobRow job, int kept) {
        database.write(context -> {
            context.insertInto(JOB)
                    .set(JOB.ID, job.id())
                    .set(JOB.STATE, job.state())
                    .set(JOB.DOCUMENT, job.document())
                    .set(JOB.CREATED_AT, job.createdAt())
                    .onConflict(JOB.ID)
                    .doUpdate()
                    .set(JOB.STATE, job.state())
                    .set(JOB.DOCUMENT, job.document())
                    .execute();
            return context.deleteFrom(JOB)
                    .where(JOB.STATE.notIn("waiting", "running"))
                    .and(JOB.ID.notIn(DSL.select(JOB.ID)
                            .from(JOB)
                            .where(JOB.STATE.notIn("waiting", "running"))
                            .orderBy(JOB.CREATED_AT.desc(), JOB.ID)
                            .limit(kept)))
                    .execute();
        });
    }

    /** The newest first. */
    public List<JobRow> list(int limit) {
        return database.read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(COLUMNS + " ORDER BY created_at DESC, id LIMIT ?")) {
                statement.setInt(1, limit);
                return rows(statement);
            }
        });
    }

    /** Those that wait or run. */
    public List<JobRow> unfinished() {
        return database.read(JobTables::unfinished);
    }

    private static List<JobRow> unfinished(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(COLUMNS + " WHERE state IN ('waiting', 'running') ORDER BY id")) {
            return rows(statement);
        }
    }

    public Optional<JobRow> find(String id) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(COLUMNS + " WHERE id = ?")) {
                statement.setString(1, id);
                return rows(statement).stream().findFirst();
            }
        });
    }

    private static List<JobRow> rows(PreparedStatement statement) throws SQLException {
        List<JobRow> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(new JobRow(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
            }
        }
        return rows;
    }
}
