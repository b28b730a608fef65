package io.maxiofs.server.database;

import io.maxiofs.server.database.DatabaseException.Duplicate;
import io.maxiofs.storage.file.ProcessFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The server's SQLite file: write-ahead log, full synchronisation, one connection on one thread. Callers on any thread
 * wait for their turn.
 */
public final class ServerDatabase implements AutoCloseable {
    /** "MXFS": tells other programs, and us, whose file this is. */
    private static final int APPLICATION_ID = 0x4d584653;

    private static final Logger LOG = LoggerFactory.getLogger(ServerDatabase.class);
    private static final String DRIVER_FOLDER = "org.sqlite.tmpdir";
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;
    private static final long STOP_SECONDS = 10;

    private final Connection connection;
    private final ExecutorService writer;

    private ServerDatabase(Connection connection, ExecutorService writer) {
        this.connection = connection;
        this.writer = writer;
    }

    /**
     * Opens or creates the database and brings it to this version's schema.
     *
     * @throws DatabaseException.NewerSchema if a newer version of the product wrote it; it is left as it is
     * @throws DatabaseException if it cannot be opened
     */
    public static ServerDatabase open(Path file) {
        return open(file, Migrations.SCRIPTS, SQLiteConfig.SynchronousMode.FULL);
    }

    /**
     * Opens another database.
     *
     * @param scripts its migrations
     * @param synchronous what a power cut may take
     */
    static ServerDatabase open(Path file, List<String> scripts, SQLiteConfig.SynchronousMode synchronous) {
        // The library prints advice and a banner otherwise.
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        unpackDriverApart();
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(synchronous);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        Connection connection;
        try {
            connection = config.createConnection("jdbc:sqlite:" + file);
        } catch (SQLException e) {
            throw new DatabaseException("Cannot open the database " + file, e);
        }
        try {
            Migrations.apply(connection, file, scripts);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            }
        } catch (SQLException | RuntimeException e) {
            closeAfter(e, connection);
            if (e instanceof DatabaseException known) {
                throw known;
            }
            throw new DatabaseException("Cannot prepare the database " + file, e);
        }
        ExecutorService writer = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("database").daemon(true).factory());
        return new ServerDatabase(connection, writer);
    }

    /**
     * The driver unpacks its native library into the folder for temporary files and removes it when the process ends. Killed
     * processes would leave a megabyte each.
     */
    private static void unpackDriverApart() {
        if (System.getProperty(DRIVER_FOLDER) != null) {
            return;
        }
        try {
            Path folder = ProcessFolder.create(
                    Path.of(System.getProperty("java.io.tmpdir")),
                    "maxiofs-native",
                    ProcessHandle.current().pid(),
                    pid -> ProcessHandle.of(pid).isPresent());
            folder.toFile().deleteOnExit();
            System.setProperty(DRIVER_FOLDER, folder.toString());
        } catch (IOException e) {
            LOG.warn("The database driver gets no folder of its own and uses the common one", e);
        }
    }

    private static void closeAfter(Exception failure, Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** A piece of work on the plain connection. */
    @FunctionalInterface
    interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    /** A change. Throwing undoes all of it. */
    @FunctionalInterface
    interface Change<T> {
        T run(DSLContext context);
    }

    /** Reads through plain JDBC: jOOQ's first query costs a cold start the better part of a second. */
    <T> T read(Query<T> query) {
        return onWriter(() -> query.run(connection));
    }

    /**
     * Makes a change; it is durable when this returns.
     *
     * @throws Duplicate if a unique value exists already
     * @throws DatabaseException if it fails otherwise
     */
    <T> T write(Change<T> change) {
        return onWriter(() -> {
            connection.setAutoCommit(false);
            try {
                T result = change.run(DSL.using(connection, SQLDialect.SQLITE));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    private <T> T onWriter(Callable<T> work) {
        try {
            return writer.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("Interrupted while waiting for the database", e);
        } catch (ExecutionException e) {
            throw translate(e.getCause() == null ? e : e.getCause());
        }
    }

    private static RuntimeException translate(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLiteException sqlite && isDuplicate(sqlite.getResultCode())) {
                return new Duplicate("A value that must be unique exists already", failure);
            }
        }
        return switch (failure) {
            case DatabaseException known -> known;
            case DataAccessException access -> new DatabaseException("The database refused a change", access);
            case SQLException sql -> new DatabaseException("The database failed", sql);
            case RuntimeException other -> other;
            default -> new DatabaseException("The database failed", failure);
        };
    }

    private static boolean isDuplicate(SQLiteErrorCode code) {
        return code == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
                || code == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY
                || code == SQLiteErrorCode.SQLITE_CONSTRAINT_ROWID;
    }

    /** Finishes what is under way. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new DatabaseException("The database is still busy after " + STOP_SECONDS + " s");
            }
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("Interrupted while closing the database", e);
        } catch (SQLException e) {
            throw new DatabaseException("Cannot close the database", e);
        }
    }
}
