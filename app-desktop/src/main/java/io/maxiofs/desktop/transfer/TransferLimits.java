package io.maxiofs.desktop.transfer;

/**
 * What a person may choose about how much is moved at once.
 *
 * @param files transfers under way at once, {@value #LEAST} to {@value #MOST_FILES}
 * @param requests requests under way at once in all of them, parts of large files among them, {@value #LEAST} to
 *     {@value #MOST_REQUESTS}
 */
public record TransferLimits(int files, int requests) {
    public static final int LEAST = 1;
    public static final int MOST_FILES = 32;
    public static final int MOST_REQUESTS = 64;

    /** For a person's computer and a server near by. */
    public static final TransferLimits DEFAULT = new TransferLimits(4, 8);

    /** @throws IllegalArgumentException if one is out of its bounds */
    public TransferLimits {
        bound("files", files, LEAST, MOST_FILES);
        bound("requests", requests, LEAST, MOST_REQUESTS);
    }

    static void bound(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", not within " + least + " to " + most);
        }
    }
}
