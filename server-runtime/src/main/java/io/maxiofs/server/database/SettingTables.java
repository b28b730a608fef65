package io.maxiofs.server.database;

import static io.maxiofs.server.database.generated.Tables.SETTING;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings that were changed while a server ran. Safe on any thread. */
public final class SettingTables {
    private final ServerDatabase database;

    public SettingTables(ServerDatabase database) {
        this.database = database;
    }

    /** Values by key. */
    public Map<String, String> load() {
        return database.read(connection -> {
            Map<String, String> values = new LinkedHashMap<>();
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT key, value FROM setting ORDER BY key");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    values.put(row.getString(1), row.getString(2));
                }
            }
            return values;
        });
    }

    /**
     * Stores all or nothing.
     *
     * @param changes by key; null removes one
     * @param now milliseconds since the epoch
     */
    public void save(Map<String, @Nullable String> changes, long now) {
        database.write(context -> {
            int rows = 0;
            for (Map.Entry<String, @Nullable String> change : changes.entrySet()) {
                String value = change.getValue();
                rows += value == null
                        ? context.deleteFrom(SETTING)
                                .where(SETTING.KEY.eq(change.getKey()))
                                .execute()
                        : context.insertInto(SETTING)
                                .set(SETTING.KEY, change.getKey())
                                .set(SETTING.VALUE, value)
                                .set(SETTING.CHANGED_AT, now)
                                .onDuplicateKeyUpdate()
                                .set(SETTING.VALUE, value)
                                .set(SETTING.CHANGED_AT, now)
                                .execute();
            }
            return rows;
        });
    }
}
