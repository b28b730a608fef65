package io.maxiofs.server.database;

import static io.maxiofs.server.database.generated.Tables.BUCKET_LAST_WRITE;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;

/** When buckets were last written to, as rows: by number of the bucket, milliseconds since the epoch. Safe on any thread. */
public final class LastWriteTables {
    private final ServerDatabase database;

    public LastWriteTables(ServerDatabase database) {
        this.database = database;
    }

    public Map<Long, Long> load() {
        return database.read(connection -> {
            Map<Long, Long> times = new HashMap<>();
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT bucket_id, written_at FROM bucket_last_write");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    times.put(row.getLong(1), row.getLong(2));
                }
            }
            return times;
        });
    }

    /** Adds and replaces. */
    public void save(Map<Long, Long> times) {
        database.write(context -> {
            times.forEach((bucket, time) -> context.insertInto(BUCKET_LAST_WRITE)
                    .set(BUCKET_LAST_WRITE.BUCKET_ID, bucket)
                    .set(BUCKET_LAST_WRITE.WRITTEN_AT, time)
                    .onConflict(BUCKET_LAST_WRITE.BUCKET_ID)
                    .doUpdate()
                    .set(BUCKET_LAST_WRITE.WRITTEN_AT, time)
                    .execute());
            return times.size();
        });
    }
}
