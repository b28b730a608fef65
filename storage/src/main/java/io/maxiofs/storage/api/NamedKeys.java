package io.maxiofs.storage.api;

import io.maxiofs.storage.model.NamedKey;
import java.util.List;
import java.util.Optional;

/**
 * Keys that clients choose by their name (SSE-KMS). Reads are answered from memory; changes are durable on return and
 * fail with {@link StorageUnavailableException} if the disk does. A key is never deleted, since nothing written with it
 * could be read again.
 */
public interface NamedKeys {
    /** Key that is used where a client names none. */
    String DEFAULT_NAME = "aws/s3";

    /** Whether {@code name} can be the name of a key: 1 to 128 letters, digits, dots, hyphens, underscores and slashes. */
    static boolean isValidName(String name) {
        if (name.isEmpty() || name.length() > 128 || !isLetterOrDigit(name.charAt(0))) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetterOrDigit(c) && c != '.' && c != '-' && c != '_' && c != '/') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** All keys by name. */
    List<NamedKey> list();

    Optional<NamedKey> find(String name);

    /**
     * Makes a key, or gives back the one that is there as it is.
     *
     * @throws IllegalArgumentException if the name is not valid
     */
    NamedKey create(String name);

    /** Adds a version, which wraps from now on; empty if there is no such key. */
    Optional<NamedKey> rotate(String name);

    /** Lets a key be used, or not; empty if there is no such key. */
    Optional<NamedKey> setEnabled(String name, boolean enabled);
}
