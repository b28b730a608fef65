package io.maxiofs.storage.engine;

import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.FileReplacement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a move of a store leaves in the two directories, so that at every moment one of them can be started and never both.
 *
 * <p>The copy has its identity under another name and a record that says where it comes from. When it is complete, the
 * original gives up its identity by renaming that file: this one rename decides. From then on the copy is the store, and
 * becomes one for everybody by {@link #settle}, which also happens at the start of a server there, should the move have
 * been interrupted between the two. Every method is called by whoever holds the directory's lock, but for those that only
 * read.
 */
public final class MoveRecords {
    private static final int MAX_BYTES = 64 * 1024;
    private static final int FORMAT = 1;

    private final Disk disk;
    private final StoreLayout layout;
    private final FileReplacement files;

    /** How far the copy of a store is. */
    public enum Phase {
        /** Part of it is missing. */
        COPYING,
        /** All of it is there; whether it is the store depends on the original having given up its identity. */
        COMPLETE,
        /** It is the store and was opened. */
        OPENED
    }

    /**
     * In the original.
     *
     * @param move the same in both directories, and in no other move
     * @param store identity of the store
     * @param to absolute
     */
    public record Departure(UUID move, UUID store, Path to) {}

    /**
     * In the copy.
     *
     * @param move the same in both directories, and in no other move
     * @param store identity of the store
     * @param from absolute
     */
    public record Arrival(UUID move, UUID store, Path from, Phase phase) {
        public Arrival in(Phase next) {
            return new Arrival(move, store, from, next);
        }
    }

    public MoveRecords(Disk disk, StoreLayout layout) {
        this.disk = disk;
        this.layout = layout;
        this.files = new FileReplacement(disk);
    }

    /** @throws StoreRefusedException if it is there and cannot be understood */
    public Optional<Departure> departure() throws IOException {
        Optional<Map<String, String>> values = read(layout.departureFile());
        try {
            return values.map(v -> new Departure(uuid(v, "move"), uuid(v, "store"), Path.of(text(v, "to"))));
        } catch (IllegalArgumentException e) {
            throw damaged(layout.departureFile(), e);
        }
    }

    /** @throws StoreRefusedException if it is there and cannot be understood */
    public Optional<Arrival> arrival() throws IOException {
        Optional<Map<String, String>> values = read(layout.arrivalFile());
        try {
            return values.map(v -> new Arrival(
                    uuid(v, "move"),
                    uuid(v, "store"),
                    Path.of(text(v, "from")),
                    Phase.valueOf(text(v, "phase").toUpperCase(Locale.ROOT))));
        } catch (IllegalArgumentException e) {
            throw damaged(layout.arrivalFile(), e);
        }
    }

    private Optional<Map<String, String>> read(Path file) throws IOException {
        Optional<byte[]> content = files.read(file, MAX_BYTES);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        new String(content.get(), StandardCharsets.UTF_8).lines().forEach(line -> {
            int split = line.indexOf('=');
            if (split > 0) {
                values.put(line.substring(0, split), line.substring(split + 1));
            }
        });
        return Optional.of(values);
    }

    private static String text(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    private static UUID uuid(Map<String, String> values, String name) {
        return UUID.fromString(text(values, name));
    }

    private static StoreRefusedException damaged(Path file, IllegalArgumentException why) {
        return new StoreRefusedException("The record of a move " + file + " is damaged", why);
    }

    /** Notes where the store is to go, durably. It remains the store until {@link #giveUpIdentity}. */
    public void write(Departure departure) throws IOException {
        write(
                layout.departureFile(),
                "move=" + departure.move() + "\nstore=" + departure.store() + "\nto=" + departure.to());
    }

    /** Notes how far the copy is, durably. */
    public void write(Arrival arrival) throws IOException {
        write(
                layout.arrivalFile(),
                "move=" + arrival.move() + "\nstore=" + arrival.store() + "\nfrom=" + arrival.from() + "\nphase="
                        + arrival.phase().name().toLowerCase(Locale.ROOT));
    }

    private void write(Path file, String text) throws IOException {
        String content = "format=" + FORMAT + "\n" + text + "\n";
        files.replace(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Forgets that the store was to go somewhere, durably. */
    public void deleteDeparture() throws IOException {
        disk.delete(layout.departureFile());
        disk.forceDirectory(layout.root());
    }

    /** Whether the store that was here is elsewhere now. */
    public boolean isMovedAway() {
        return disk.exists(layout.movedIdentity()) && !disk.exists(layout.identityFile());
    }

    /** The one step that decides: from here on the complete copy is the store. Durable on return. */
    public void giveUpIdentity() throws IOException {
        disk.move(layout.identityFile(), layout.movedIdentity());
        disk.forceDirectory(layout.root());
    }

    /**
     * Makes a complete copy the store if its original has given up being it. Does nothing in a directory that has an
     * identity, or that no move has touched.
     *
     * @throws StoreRefusedException if the store is in another directory, in words for whoever wanted to start it
     */
    public void settle() throws IOException {
        if (disk.exists(layout.identityFile())) {
            return;
        }
        refuseMovedAway();
        Optional<Arrival> found = arrival();
        if (found.isEmpty()) {
            return;
        }
        Arrival arrival = found.get();
        refuseUnfinished(arrival);
        if (!hasGivenUp(arrival)) {
            throw refused("The copy of a store in " + layout.root() + " is complete, but " + arrival.from()
                    + ", where it comes from, cannot be seen to have given it up. Connect that drive and run: "
                    + command(arrival) + ". If it is gone for good: maxiofs rescue --data " + layout.root());
        }
        // Whoever sees the rename may see what a power cut would undo; both would be the store then.
        disk.forceDirectory(arrival.from());
        disk.move(layout.arrivingIdentity(), layout.identityFile());
        disk.forceDirectory(layout.root());
    }

    private void refuseMovedAway() throws IOException {
        if (isMovedAway()) {
            String to = departure().map(d -> d.to().toString()).orElse("another directory");
            throw refused("The store that was in " + layout.root() + " has been moved to " + to
                    + ". Start the server there: --data " + to);
        }
    }

    private void refuseUnfinished(Arrival arrival) throws StoreRefusedException {
        if (arrival.phase() == Phase.COPYING) {
            throw refused(layout.root() + " holds an unfinished copy of the store in " + arrival.from()
                    + ". Go on with: " + command(arrival) + ", or give it up with --cancel at its end");
        }
    }

    private String command(Arrival arrival) {
        return "maxiofs move --data " + arrival.from() + " --to " + layout.root();
    }

    private boolean hasGivenUp(Arrival arrival) throws IOException {
        MoveRecords original = new MoveRecords(disk, new StoreLayout(arrival.from()));
        return original.isMovedAway()
                && original.departure()
                        .filter(departure -> departure.move().equals(arrival.move()))
                        .isPresent();
    }

    /** @throws StoreRefusedException if a rescue here would make a second store of one that is elsewhere */
    void refuseRescue() throws IOException {
        if (disk.exists(layout.identityFile())) {
            return;
        }
        refuseMovedAway();
        Optional<Arrival> found = arrival();
        if (found.isPresent()) {
            refuseUnfinished(found.get());
            if (disk.exists(new StoreLayout(found.get().from()).identityFile())) {
                throw refused("The store is still in " + found.get().from() + ". Finish its move to " + layout.root()
                        + " with: " + command(found.get()));
            }
        }
    }

    /** Notes that the copy was opened as the store, if this is one. */
    void noteOpened() throws IOException {
        Optional<Arrival> arrival = arrival();
        if (arrival.isPresent() && arrival.get().phase() != Phase.OPENED) {
            write(arrival.get().in(Phase.OPENED));
        }
    }

    /** Whether a move says more about this directory than that no store is in it. */
    public boolean speakForIt() {
        return disk.exists(layout.movedIdentity()) || disk.exists(layout.arrivalFile());
    }

    private static StoreRefusedException refused(String message) {
        return new StoreRefusedException(StoreRefusedException.Reason.MOVED, message);
    }
}
