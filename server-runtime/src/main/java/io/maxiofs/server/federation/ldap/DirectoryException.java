package io.maxiofs.server.federation.ldap;

/** The directory could not be asked, or answered what cannot be used. Nothing is known of the person. */
public final class DirectoryException extends Exception {
    private static final long serialVersionUID = 1L;

    DirectoryException(String message, Throwable cause) {
        super(message, cause);
    }

    DirectoryException(String message) {
        super(message);
    }
}
