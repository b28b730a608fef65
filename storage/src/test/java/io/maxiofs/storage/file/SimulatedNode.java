package io.maxiofs.storage.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a name on a simulated disk stands for. */
abstract sealed class SimulatedNode {

    /**
     * The same after a crash, in new objects; a node with several names stays one node.
     *
     * @param seen by identity
     */
    abstract SimulatedNode after(AfterCrash crash, RandomGenerator random, Map<SimulatedNode, SimulatedNode> seen);

    /**
     * Whether nothing can ever tell this tree and another from each other.
     *
     * @param pairs nodes of both that stand for one another, by identity and both ways
     */
    final boolean isSame(SimulatedNode other, Map<SimulatedNode, SimulatedNode> pairs) {
        SimulatedNode known = pairs.put(this, other);
        SimulatedNode knownToOther = pairs.put(other, this);
        if (known != null || knownToOther != null) {
            return known == other && knownToOther == this;
        }
        return switch (this) {
            case File file -> other instanceof File otherFile && file.content.isSame(otherFile.content);
            case Directory directory ->
                other instanceof Directory otherDirectory && directory.holdsSame(otherDirectory, pairs);
        };
    }

    static final class File extends SimulatedNode {
        final SimulatedContent content;
        boolean locked;

        File() {
            this(new SimulatedContent());
        }

        private File(SimulatedContent content) {
            this.content = content;
        }

        @Override
        SimulatedNode after(AfterCrash crash, RandomGenerator random, Map<SimulatedNode, SimulatedNode> seen) {
            SimulatedNode known = seen.get(this);
            if (known == null) {
                known = new File(content.after(crash, random));
                seen.put(this, known);
            }
            return known;
        }
    }

    static final class Directory extends SimulatedNode {
        private final TreeMap<String, SimulatedNode> entries = new TreeMap<>();
        private final TreeMap<String, SimulatedNode> durable = new TreeMap<>();

        /** Each change sets names, or removes those that map to null; one change is stored whole or not at all. */
        private final List<Map<String, @Nullable SimulatedNode>> unforced = new ArrayList<>();

        @Nullable SimulatedNode find(String name) {
            return entries.get(name);
        }

        List<String> names() {
            return List.copyOf(entries.keySet());
        }

        Iterable<SimulatedNode> children() {
            return entries.values();
        }

        void set(String name, @Nullable SimulatedNode node) {
            Map<String, @Nullable SimulatedNode> change = new HashMap<>();
            change.put(name, node);
            change(change);
        }

        void change(Map<String, @Nullable SimulatedNode> change) {
            apply(change, entries);
            unforced.add(change);
        }

        private static void apply(Map<String, @Nullable SimulatedNode> change, Map<String, SimulatedNode> target) {
            change.forEach((name, node) -> {
                if (node == null) {
                    target.remove(name);
                } else {
                    target.put(name, node);
                }
            });
        }

        void force() {
            unforced.forEach(change -> apply(change, durable));
            unforced.clear();
        }

        void forcePart(RandomGenerator random) {
            int stored = unforced.isEmpty() ? 0 : random.nextInt(unforced.size() + 1);
            List<Map<String, @Nullable SimulatedNode>> part = unforced.subList(0, stored);
            part.forEach(change -> apply(change, durable));
            part.clear();
        }

        private boolean holdsSame(Directory other, Map<SimulatedNode, SimulatedNode> pairs) {
            return unforced.isEmpty()
                    && other.unforced.isEmpty()
                    && areSame(entries, other.entries, pairs)
                    && areSame(durable, other.durable, pairs);
        }

        private static boolean areSame(
                Map<String, SimulatedNode> names,
                Map<String, SimulatedNode> others,
                Map<SimulatedNode, SimulatedNode> pairs) {
            if (!names.keySet().equals(others.keySet())) {
                return false;
            }
            for (Map.Entry<String, SimulatedNode> entry : names.entrySet()) {
                SimulatedNode other = others.get(entry.getKey());
                if (other == null || !entry.getValue().isSame(other, pairs)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        SimulatedNode after(AfterCrash crash, RandomGenerator random, Map<SimulatedNode, SimulatedNode> seen) {
            SimulatedNode known = seen.get(this);
            if (known != null) {
                return known;
            }
            Directory after = new Directory();
            seen.put(this, after);
            durable.forEach((name, node) -> after.durable.put(name, node.after(crash, random, seen)));
            // Half of the time as a journaling file system stores them, a leading part; else any of them.
            int leading = random.nextBoolean() ? random.nextInt(unforced.size() + 1) : -1;
            for (int i = 0; i < unforced.size(); i++) {
                Map<String, @Nullable SimulatedNode> change = new HashMap<>();
                unforced.get(i)
                        .forEach((name, node) ->
                                change.put(name, node == null ? null : node.after(crash, random, seen)));
                switch (crash) {
                    case PROCESS_KILLED -> after.unforced.add(change);
                    case KEEP_UNFORCED -> apply(change, after.durable);
                    case REORDER -> {
                        boolean stored = leading < 0 ? random.nextBoolean() : i < leading;
                        if (stored) {
                            apply(change, after.durable);
                        }
                    }
                    case DROP_UNFORCED -> {}
                }
            }
            after.entries.putAll(after.durable);
            after.unforced.forEach(change -> apply(change, after.entries));
            return after;
        }
    }
}
