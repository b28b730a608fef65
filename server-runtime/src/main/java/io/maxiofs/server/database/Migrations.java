package io.maxiofs.server.database;

import io.maxiofs.server.database.DatabaseException.NewerSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to the schema of this version, one numbered script after the other, each in a transaction of its own
 * together with its number. The number is SQLite's {@code user_version}. Before the first change to an existing database a
 * copy of it is put beside it.
 */
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    /** Resources beside this class, in order; number n is at index n - 1. Released scripts never change. */
    static final List<String> SCRIPTS = List.of(
            "V1__settings.sql",
            "V2__identity.sql",
            "V3__tenants_and_policies.sql",
            "V4__shares_and_jobs.sql",
            "V5__sign_in.sql",
            "V6__observations.sql",
            "V7__federation.sql",
            "V8__sign_in_failures.sql");

    /** Of the audit, which has a file of its own. */
    static final List<String> AUDIT_SCRIPTS = List.of("migration-audit/V1__audit.sql");

    private Migrations() {}

    /**
     * @param connection in auto-commit mode
     * @param file the database's file, or null if it is in memory
     * @param scripts number n is at index n - 1
     * @throws NewerSchema if a newer version of the product has been here
     */
    static void apply(Connection connection, Path file, List<String> scripts) throws SQLException {
        int version = version(connection);
        if (version > scripts.size()) {
            throw new NewerSchema("The database " + file + " has schema " + version
                    + ", this version of MaxIOFS knows only up to "
                    + scripts.size() + ". Install the newer version again, or restore a copy of the data directory made"
                    + " before the update. Nothing was changed.");
        }
        if (version == scripts.size()) {
            return;
        }
        if (version > 0) {
            snapshot(connection, file, version);
        }
        for (int next = version + 1; next <= scripts.size(); next++) {
            migrate(connection, scripts, next);
            LOG.info("Database schema is at version {}", next);
        }
    }

    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA user_version")) {
            return result.getInt(1);
        }
    }

    /** Where the copy of a database with schema {@code version} is put. */
    static Path snapshotPath(Path file, int version) {
        return file.resolveSibling(file.getFileName() + ".schema-" + version + ".bak");
    }

    /** SQLite refuses to write over a file that has something in it, and an older copy may be of another state. */
    private static void snapshot(Connection connection, Path file, int version) throws SQLException {
        Path target = snapshotPath(file, version);
        try {
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw new DatabaseException("Cannot replace the copy of the database at " + target, e);
        }
        try (var statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, target.toString());
            statement.execute();
        }
        LOG.info("Copied the database to {} before migrating it", target);
    }

    private static void migrate(Connection connection, List<String> scripts, int number) throws SQLException {
        String script = script(scripts.get(number - 1));
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                statement.executeUpdate(script);
                statement.execute("PRAGMA user_version = " + number);
                statement.execute("COMMIT");
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }

    static String script(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream(name.contains("/") ? name : "migration/" + name)) {
            if (in == null) {
                throw new DatabaseException("Migration " + name + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DatabaseException("Cannot read migration " + name, e);
        }
    }
}
