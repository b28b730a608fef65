package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.i18n.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a list of rules, each made in the list that was loaded last. A rule that is not there any more as it was shown
 * is left alone: somebody else has changed it. Used on the user interface thread; knows no toolkit.
 *
 * @param <T> a record
 */
final class RuleEdits<T> {
    private final Texts texts;
    private final Supplier<List<T>> loaded;
    private final Saver<T> saver;

    /** Saves all rules together. */
    @FunctionalInterface
    interface Saver<T> {
        void save(List<T> rules, Consumer<String> failed, Runnable done);
    }

    RuleEdits(Texts texts, Supplier<List<T>> loaded, Saver<T> saver) {
        this.texts = texts;
        this.loaded = loaded;
        this.saver = saver;
    }

    /** @param failed gets the reason in words */
    void add(T rule, Consumer<String> failed, Runnable done) {
        List<T> rules = new ArrayList<>(loaded.get());
        rules.add(rule);
        saver.save(rules, failed, done);
    }

    /** @param old as it was shown; null adds the rule */
    void put(@Nullable T old, T rule, Consumer<String> failed, Runnable done) {
        if (old == null) {
            add(rule, failed, done);
            return;
        }
        List<T> rules = new ArrayList<>(loaded.get());
        int place = place(rules, old, failed);
        if (place >= 0) {
            rules.set(place, rule);
            saver.save(rules, failed, done);
        }
    }

    void remove(T rule, Consumer<String> failed) {
        List<T> rules = new ArrayList<>(loaded.get());
        int place = place(rules, rule, failed);
        if (place >= 0) {
            rules.remove(place);
            saver.save(rules, failed, () -> {});
        }
    }

    /** @param by how many places later; negative for earlier. Over the ends nothing happens. */
    void move(T rule, int by, Consumer<String> failed) {
        List<T> rules = new ArrayList<>(loaded.get());
        int place = place(rules, rule, failed);
        if (place >= 0 && place + by >= 0 && place + by < rules.size()) {
            rules.add(place + by, rules.remove(place));
            saver.save(rules, failed, () -> {});
        }
    }

    private int place(List<T> rules, T rule, Consumer<String> failed) {
        int place = rules.indexOf(rule);
        if (place < 0) {
            failed.accept(texts.get("rules.gone"));
        }
        return place;
    }
}
