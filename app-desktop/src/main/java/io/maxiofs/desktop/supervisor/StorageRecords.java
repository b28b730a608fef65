package io.maxiofs.desktop.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a data directory says of the store in it, in files that a server and {@code maxiofs move} write; see
 * docs/moving.md. Methods read small files.
 *
 * @param directory need not exist
 */
public record StorageRecords(Path directory) {
    private static final String IDENTITY = "maxiofs.id";
    private static final String MOVED_IDENTITY = "maxiofs.moved";
    private static final String DEPARTURE = "maxiofs.moving";
    private static final String ARRIVAL = "maxiofs.arriving";

    /** Whether a server started here has something to say; false where nothing of a store is, as on a missing drive. */
    boolean speak() {
        return isStore() || Files.isRegularFile(directory.resolve(ARRIVAL)) || isMovedAway();
    }

    private boolean isStore() {
        return Files.isRegularFile(directory.resolve(IDENTITY));
    }

    private boolean isMovedAway() {
        return Files.isRegularFile(directory.resolve(MOVED_IDENTITY)) && !isStore();
    }

    /** Where an unfinished move of the store that is here goes. */
    public Optional<Path> unfinishedMove() throws IOException {
        return isStore() ? path(DEPARTURE, "to") : Optional.empty();
    }

    /** Where the store that was here is now. */
    public Optional<Path> movedTo() throws IOException {
        return isMovedAway() ? path(DEPARTURE, "to") : Optional.empty();
    }

    /** Where the copy is that the store here was moved from, if there still is one. */
    public Optional<Path> oldCopy() throws IOException {
        Optional<Path> from = isStore() ? path(ARRIVAL, "from") : Optional.empty();
        if (from.isEmpty()) {
            return from;
        }
        StorageRecords old = new StorageRecords(from.get());
        boolean same = old.isMovedAway() && old.value(DEPARTURE, "move").equals(value(ARRIVAL, "move"));
        return same ? from : Optional.empty();
    }

    /** Identity of the store that is here. */
    public Optional<String> store() throws IOException {
        return value(IDENTITY, "id");
    }

    private Optional<Path> path(String file, String name) throws IOException {
        try {
            return value(file, name).map(Path::of);
        } catch (InvalidPathException e) {
            throw new IOException(directory.resolve(file) + " is damaged", e);
        }
    }

    private Optional<String> value(String file, String name) throws IOException {
        Path path = directory.resolve(file);
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        return Files.readString(path, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst();
    }
}
