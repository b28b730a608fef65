package io.maxiofs.storage.index;

import io.maxiofs.storage.file.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows a flush and can wait, in small steps: key filters are built, and pages are moved out of chunks that are
 * mostly dead, so that the file does not grow beyond what it holds. Of the flusher's thread.
 */
final class Upkeep {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    /** Bytes of pages moved together in one step. */
    private static final int COMPACTION_STEP_BYTES = 4 * 1024 * 1024;
    /** Space moved out of is free two commits later, so a step or two may show no progress. */
    private static final int STEPS_WITHOUT_PROGRESS = 3;

    private final IndexConfig config;
    private final List<String> names;
    private final Path path;
    private final FilterFile filterFile;
    private final KeyFilters filters;

    private boolean workLeft = true;
    private int compactionsLeft;
    private int bestLivePercent;

    Upkeep(Disk disk, Path path, IndexConfig config, List<String> names) {
        this.config = config;
        this.names = names;
        this.path = path;
        this.filterFile = new FilterFile(disk, path);
        boolean[] filtered = new boolean[names.size()];
        for (int i = 0; i < filtered.length; i++) {
            filtered[i] = config.filteredTables().contains(names.get(i));
        }
        this.filters = new KeyFilters(filtered, config.filterBytes());
    }

    KeyFilters filters() {
        return filters;
    }

    boolean hasWork() {
        return workLeft;
    }

    void afterFlush() {
        workLeft = true;
        compactionsLeft = 0;
        bestLivePercent = 0;
    }

    /** Nothing to do before the next flush. */
    void pause() {
        workLeft = false;
    }

    /**
     * Does one unit of work.
     *
     * @param snapshot the newest one
     * @param committed is given the one after it, if the file changed
     */
    void step(TreeStore tree, TreeSnapshot snapshot, Consumer<TreeSnapshot> committed) throws IOException {
        if (filters.step(snapshot)) {
            return;
        }
        int live = tree.livePercent();
        // Moving pages makes garbage of its own: only a share never reached before since the flush is progress.
        compactionsLeft = live > bestLivePercent ? STEPS_WITHOUT_PROGRESS : compactionsLeft - 1;
        bestLivePercent = Math.max(bestLivePercent, live);
        int wanted = config.compactBelowPercent();
        if (compactionsLeft < 0 || live >= wanted || !tree.compact(wanted, COMPACTION_STEP_BYTES)) {
            workLeft = false;
            return;
        }
        tree.commit();
        committed.accept(tree.snapshot());
    }

    /** Takes over the filters of a clean close. */
    void restoreFilters(TreeStore tree) throws IOException {
        filterFile.load(tree.published(), config.filterBytes()).forEach((name, filter) -> {
            int table = names.indexOf(name);
            if (table >= 0) {
                filters.restore(table, filter);
            }
        });
    }

    /** Failure costs nothing but the time to build them again. */
    void saveFilters(TreeStore tree) {
        Map<String, KeyFilter> complete = new LinkedHashMap<>();
        List<@Nullable KeyFilter> found = filters.complete();
        for (int table = 0; table < names.size(); table++) {
            KeyFilter filter = found.get(table);
            if (filter != null) {
                complete.put(names.get(table), filter);
            }
        }
        if (complete.isEmpty()) {
            return;
        }
        try {
            filterFile.save(tree.published(), complete);
        } catch (IOException e) {
            LOG.warn("The key filters of the index at {} were not saved and will be built again", path, e);
        }
    }
}
