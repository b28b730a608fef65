package io.maxiofs.storage.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page in the making. */
final class ListingPage<T> {
    private final int limit;
    private final List<T> entries = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private @Nullable String lastName;
    private boolean endsWithPrefix;
    private boolean truncated;

    ListingPage(int limit) {
        this.limit = limit;
    }

    /** Whether nothing more fits. If so, what was about to be added proves that the page is not the last one. */
    boolean isFullBeforeMore() {
        if (entries.size() + prefixes.size() < limit) {
            return false;
        }
        truncated = limit > 0;
        return true;
    }

    void add(String name, T entry) {
        entries.add(entry);
        lastName = name;
        endsWithPrefix = false;
    }

    void addPrefix(String prefix) {
        prefixes.add(prefix);
        lastName = prefix;
        endsWithPrefix = true;
    }

    List<T> entries() {
        return List.copyOf(entries);
    }

    List<String> prefixes() {
        return List.copyOf(prefixes);
    }

    /** Null if nothing follows. */
    @Nullable String nextMarker() {
        return truncated ? lastName : null;
    }

    boolean endsWithPrefix() {
        return endsWithPrefix;
    }
}
