package io.maxiofs.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.database.DatabaseException.Duplicate;
import io.maxiofs.server.database.DatabaseException.NewerSchema;
import io.maxiofs.server.database.IdentityTables.AccessKeyRow;
import io.maxiofs.server.database.IdentityTables.Names;
import io.maxiofs.server.database.IdentityTables.UserRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerDatabaseTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("maxiofs.db");
    }

    @Test
    void listOfMigrationsIsWhatIsThere() throws IOException {
        Path migrations = Path.of("src/main/resources/io/maxiofs/server/database/migration");
        try (Stream<Path> scripts = Files.list(migrations)) {
            assertThat(scripts.map(script -> script.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Migrations.SCRIPTS);
        }
        for (int i = 0; i < Migrations.SCRIPTS.size(); i++) {
            assertThat(Migrations.SCRIPTS.get(i)).startsWith("V" + (i + 1) + "__");
        }
    }

    @Test
    void newerSchemaIsRefusedAndLeftAsItIs() throws SQLException, IOException {
        ServerDatabase.open(file).close();
        execute("PRAGMA user_version = 999");
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> ServerDatabase.open(file))
                .isInstanceOf(NewerSchema.class)
                .hasMessageContaining("999")
                .hasMessageContaining("newer version");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void everyOlderSchemaIsMigratedAfterCopyOfIt() throws SQLException, IOException {
        for (int from = 1; from < Migrations.SCRIPTS.size(); from++) {
            file = directory.resolve("from-" + from + ".db");
            for (int number = 1; number <= from; number++) {
                execute(Migrations.script(Migrations.SCRIPTS.get(number - 1)));
            }
            execute("INSERT INTO setting (key, value, changed_at) VALUES ('a', 'kept', 1)");
            execute("PRAGMA user_version = " + from);

            ServerDatabase.open(file).close();

            assertThat(version(file)).isEqualTo(Migrations.SCRIPTS.size());
            assertThat(text(file, "SELECT value FROM setting")).isEqualTo("kept");
            Path copy = Migrations.snapshotPath(file, from);
            assertThat(version(copy)).isEqualTo(from);
            assertThat(text(copy, "SELECT value FROM setting")).isEqualTo("kept");
        }
    }

    @Test
    void reopeningMakesNoCopy() throws IOException {
        ServerDatabase.open(file).close();
        ServerDatabase.open(file).close();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void failedMigrationLeavesEverything() throws SQLException {
        execute("CREATE TABLE access_key (in_the_way TEXT)");
        execute(Migrations.script(Migrations.SCRIPTS.getFirst()));
        execute("PRAGMA user_version = 1");
        assertThatThrownBy(() -> ServerDatabase.open(file)).isInstanceOf(DatabaseException.class);
        assertThat(version(file)).isEqualTo(1);
        assertThat(text(file, "SELECT count(*) FROM sqlite_master WHERE name = 'user_account'"))
                .isEqualTo("0");
    }

    @Test
    void runsWithLogAndFullSynchronisation() {
        try (ServerDatabase database = ServerDatabase.open(file)) {
            assertThat(database.<String>read(connection -> pragma(connection, "journal_mode")))
                    .isEqualTo("wal");
            assertThat(database.<String>read(connection -> pragma(connection, "synchronous")))
                    .isEqualTo("2");
            assertThat(database.<String>read(connection -> pragma(connection, "foreign_keys")))
                    .isEqualTo("1");
        }
    }

    @Test
    void storesUsersAndKeysAndRemovesThemTogether() {
        try (ServerDatabase database = ServerDatabase.open(file)) {
            IdentityTables tables = new IdentityTables(database);
            long id =
                    tables.insert(user("ann", "a".repeat(64), "ann@example.org"), List.of(key("key-1"), key("key-2")));
            tables.markUsed(List.of(Map.entry("key-1", 77L), Map.entry("gone", 1L)));
            IdentityTables.Rows rows = tables.load();
            assertThat(rows.users()).singleElement().satisfies(row -> {
                assertThat(row.id()).isEqualTo(id);
                assertThat(row.names()).isEqualTo(new Names("ann", "a".repeat(64), "Display", "ann@example.org"));
            });
            assertThat(rows.keys()).extracting(AccessKeyRow::id).containsExactly("key-1", "key-2");
            assertThat(rows.keys()).extracting(AccessKeyRow::lastUsedAt).containsExactly(77L, null);
            tables.deleteUser(id);
            assertThat(tables.load().users()).isEmpty();
            assertThat(tables.load().keys()).isEmpty();
        }
    }

    @Test
    void duplicateUndoesTheWholeChange() {
        try (ServerDatabase database = ServerDatabase.open(file)) {
            IdentityTables tables = new IdentityTables(database);
            tables.insert(user("ann", "a".repeat(64), "ann@example.org"), List.of(key("key-1")));
            assertThatThrownBy(() -> tables.insert(user("ANN", "b".repeat(64), ""), List.of()))
                    .isInstanceOf(Duplicate.class);
            assertThatThrownBy(() -> tables.insert(user("bob", "b".repeat(64), "ANN@example.org"), List.of()))
                    .isInstanceOf(Duplicate.class);
            assertThatThrownBy(() -> tables.insert(user("bob", "b".repeat(64), ""), List.of(key("key-1"))))
                    .isInstanceOf(Duplicate.class);
            assertThat(tables.load().users()).hasSize(1);
            tables.insert(user("bob", "b".repeat(64), ""), List.of());
            tables.insert(user("cid", "c".repeat(64), ""), List.of());
            assertThat(tables.load().users()).hasSize(3);
        }
    }

    @Test
    void writersFromManyThreadsTakeTurns() {
        try (ServerDatabase database = ServerDatabase.open(file)) {
            IdentityTables tables = new IdentityTables(database);
            List<CompletableFuture<Void>> writers = IntStream.range(0, 32)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> tables.insert(user("user-" + i, "%064d".formatted(i), ""), List.of(key("key-" + i)))))
                    .toList();
            CompletableFuture.allOf(writers.toArray(CompletableFuture<?>[]::new))
                    .join();
            assertThat(tables.load().keys()).hasSize(32);
        }
    }

    private static UserRow user(String name, String canonicalId, String email) {
        return new UserRow(0, new Names(name, canonicalId, "Display", email), "user", "active", "", null, 5);
    }

    private static AccessKeyRow key(String id) {
        return new AccessKeyRow(id, 0, new byte[] {1, 2}, "active", null, 6, null, IdentityTables.Extent.WHOLE);
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA " + name)) {
            return result.getString(1);
        }
    }

    private void execute(String script) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        }
    }

    private static int version(Path database) throws SQLException {
        return Integer.parseInt(text(database, "PRAGMA user_version"));
    }

    private static String text(Path database, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.getString(1);
        }
    }
}
