package io.maxiofs.storage.state;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tables of the index. */
public enum Table {
    /** The newest version of every key, delete markers included. */
    OBJECT,
    /** All older versions, of a key newest first. */
    NONCURRENT,
    UPLOAD,
    PART,
    BUCKET,
    /** How many versions and parts refer to an extent. */
    EXTENT,
    /** Counters of each bucket as of the last checkpoint. */
    USAGE,
    /** Live bytes of each journal segment as of the last checkpoint. */
    SEGMENT;

    /** Name inside the index file. */
    public String storedName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> storedNames() {
        return Arrays.stream(values()).map(Table::storedName).toList();
    }
}
