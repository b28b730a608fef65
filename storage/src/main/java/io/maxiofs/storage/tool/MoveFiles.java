package io.maxiofs.storage.tool;

import io.maxiofs.storage.engine.StoreLayout;
import io.maxiofs.storage.file.FileReplacement;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which names in a data directory a move treats in a way of its own.
 *
 * @param runtime files that mean something only while a process runs, such as {@code server/admin.token}; with slashes,
 *     below the data directory
 * @param own names directly in the data directory that belong to the product beside those of the store
 */
public record MoveFiles(Set<String> runtime, Set<String> own) {
    /** One file is copied under this name and gets its own when it is known to be stored. */
    static final String TEMPORARY = "maxiofs.copying";

    private static final StoreLayout NAMES = new StoreLayout(Path.of(""));

    public MoveFiles {
        runtime = Set.copyOf(runtime);
        own = Set.copyOf(own);
    }

    /** What is about this directory, and not about the store in it. */
    private static Set<String> ofTheDirectory() {
        Set<String> names = new HashSet<>(Set.of(TEMPORARY));
        List<Path> files = List.of(
                NAMES.lockFile(),
                NAMES.departureFile(),
                NAMES.arrivalFile(),
                NAMES.movedIdentity(),
                NAMES.arrivingIdentity());
        for (Path file : files) {
            names.add(file.toString());
            names.add(file + FileReplacement.TEMPORARY_SUFFIX);
        }
        return names;
    }

    /** Names below the data directory that stay behind. */
    Set<String> notMoved() {
        Set<String> names = ofTheDirectory();
        names.addAll(runtime);
        return names;
    }

    /** Names directly in the target that copying leaves alone. */
    static Set<String> keptInTarget() {
        String record = name(NAMES.arrivalFile());
        return Set.of(name(NAMES.lockFile()), record, record + FileReplacement.TEMPORARY_SUFFIX, TEMPORARY);
    }

    /** What a file is called in the copy until that is the store. */
    static String nameInCopy(String relative, String name) {
        return relative.equals(name(NAMES.identityFile())) ? name(NAMES.arrivingIdentity()) : name;
    }

    /** Names directly in the data directory that the product made; anything else is somebody's own. */
    Set<String> madeByUs() {
        Set<String> names = ofTheDirectory();
        List<Path> files = List.of(
                NAMES.identityFile(),
                NAMES.journal(),
                NAMES.extents(),
                NAMES.indexDirectory(),
                NAMES.keys(),
                NAMES.reserveFile(),
                NAMES.subscriberFile(),
                NAMES.scrubFile());
        for (Path file : files) {
            names.add(file.toString());
            names.add(file + FileReplacement.TEMPORARY_SUFFIX);
        }
        names.add("maxiofs.id.damaged");
        names.addAll(own);
        return names;
    }

    private static String name(Path path) {
        return path.toString();
    }
}
