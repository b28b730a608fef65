package io.maxiofs.server.database;

/** The database cannot be opened or refuses a statement. */
public class DatabaseException extends RuntimeException {

    public DatabaseException(String message) {
        super(message);
    }

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A unique value exists already. */
    public static final class Duplicate extends DatabaseException {
        Duplicate(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The database was written by a newer version of the product. */
    public static final class NewerSchema extends DatabaseException {
        NewerSchema(String message) {
            super(message);
        }
    }
}
