package io.maxiofs.server.database;

import static io.maxiofs.server.database.generated.Tables.SHARE;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Links to objects, as rows. Safe on any thread. Times are milliseconds since the epoch. */
public final class ShareTables {
    private static final String COLUMNS =
            "SELECT id, token_hash, bucket, bucket_id, object_key, version, creator, file_name, password_hash,"
                    + " max_downloads, created_at, expires_at, revoked_at, downloads, last_download_at FROM share";

    private final ServerDatabase database;

    public ShareTables(ServerDatabase database) {
        this.database = database;
    }

    /**
     * One link.
     *
     * @param tokenHash of the secret in the link
     * @param creator name of a user; empty for the local administrator
     */
    public record ShareRow(String id, String tokenHash, String creator, Subject subject, Terms terms, Use use) {}

    /**
     * What it leads to.
     *
     * @param bucketId so that another bucket of the same name is not meant
     * @param version null for the current one
     */
    public record Subject(
            String bucket,
            long bucketId,
            String key,
            @Nullable String version,
            String fileName) {}

    /** @param passwordHash null if none is asked for */
    public record Terms(
            @Nullable String passwordHash,
            @Nullable Long maxDownloads,
            @Nullable Long expiresAt) {
        @Override
        public String toString() {
            return "Terms[hidden]";
        }
    }

    /** What became of it; null is what has not happened. */
    public record Use(
            long createdAt,
            @Nullable Long revokedAt,
            long downloads,
            @Nullable Long lastDownloadAt) {}

    public void insert(ShareRow share) {
        database.write(context -> context.insertInto(SHARE)
                .set(SHARE.ID, share.id())
                .set(SHARE.TOKEN_HASH, share.tokenHash())
                .set(SHARE.BUCKET, share.subject().bucket())
                .set(SHARE.BUCKET_ID, share.subject().bucketId())
                .set(SHARE.OBJECT_KEY, share.subject().key())
                .set(SHARE.VERSION, share.subject().version())
                .set(SHARE.CREATOR, share.creator())
                .set(SHARE.FILE_NAME, share.subject().fileName())
                .set(SHARE.PASSWORD_HASH, share.terms().passwordHash())
                .set(SHARE.MAX_DOWNLOADS, share.terms().maxDownloads())
                .set(SHARE.CREATED_AT, share.use().createdAt())
                .set(SHARE.EXPIRES_AT, share.terms().expiresAt())
                .set(SHARE.DOWNLOADS, 0L)
                .execute());
    }

    /** Notes one more download unless the link has ended; whether it may begin. */
    public boolean claim(String id, long nowMillis) {
        return database.write(context -> context.update(SHARE)
                        .set(SHARE.DOWNLOADS, SHARE.DOWNLOADS.plus(1))
                        .set(SHARE.LAST_DOWNLOAD_AT, nowMillis)
                        .where(SHARE.ID.eq(id))
                        .and(SHARE.REVOKED_AT.isNull())
                        .and(SHARE.EXPIRES_AT.isNull().or(SHARE.EXPIRES_AT.gt(nowMillis)))
                        .and(SHARE.MAX_DOWNLOADS.isNull().or(SHARE.DOWNLOADS.lt(SHARE.MAX_DOWNLOADS)))
                        .execute()
                == 1);
    }

    /** One that is revoked already stays as it is. */
    public void revoke(String id, long nowMillis) {
        database.write(context -> context.update(SHARE)
                .set(SHARE.REVOKED_AT, nowMillis)
                .where(SHARE.ID.eq(id))
                .and(SHARE.REVOKED_AT.isNull())
                .execute());
    }

    public void delete(String id) {
        database.write(
                context -> context.deleteFrom(SHARE).where(SHARE.ID.eq(id)).execute());
    }

    public Optional<ShareRow> find(String id) {
        return one(COLUMNS + " WHERE id = ?", id);
    }

    public Optional<ShareRow> byToken(String tokenHash) {
        return one(COLUMNS + " WHERE token_hash = ?", tokenHash);
    }

    private Optional<ShareRow> one(String query, String value) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setString(1, value);
                return rows(statement).stream().findFirst();
            }
        });
    }

    /**
     * What to list; null is not asked for.
     *
     * @param creator only those of this user
     * @param beforeTime only those made before, or at that time and with a lower id
     */
    public record Question(
            @Nullable String creator,
            @Nullable String bucket,
            @Nullable String key,
            @Nullable Long beforeTime,
            @Nullable String beforeId,
            int limit) {}

    /** The newest first. */
    public List<ShareRow> list(Question question) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(COLUMNS
                    + " WHERE (?1 IS NULL OR creator = ?1 COLLATE NOCASE) AND (?2 IS NULL OR bucket = ?2)"
                    + " AND (?3 IS NULL OR object_key = ?3)"
                    + " AND (?4 IS NULL OR created_at < ?4 OR (created_at = ?4 AND id < ?5))"
                    + " ORDER BY created_at DESC, id DESC LIMIT ?6")) {
                statement.setString(1, question.creator());
                statement.setString(2, question.bucket());
                statement.setString(3, question.key());
                statement.setObject(4, question.beforeTime());
                statement.setString(5, question.beforeId());
                statement.setInt(6, question.limit());
                return rows(statement);
            }
        });
    }

    public long count() {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT count(*) FROM share");
                    ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }

    private static List<ShareRow> rows(PreparedStatement statement) throws SQLException {
        List<ShareRow> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(new ShareRow(
                        row.getString(1),
                        row.getString(2),
                        row.getString(7),
                        new Subject(
                                row.getString(3), row.getLong(4), row.getString(5), row.getString(6), row.getString(8)),
                        new Terms(row.getString(9), nullableLong(row, 10), nullableLong(row, 12)),
                        new Use(row.getLong(11), nullableLong(row, 13), row.getLong(14), nullableLong(row, 15))));
            }
        }
        return rows;
    }

    private static @Nullable Long nullableLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
