package io.maxiofs.storage.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of the calls of a history that keeps to real time and gives every call the answer it had. Searches
 * depth first, as Wing and Gong do, and does not search twice from the same set of calls and the same state, as Lowe does.
 *
 * @see <a href="https://doi.org/10.1006/jpdc.1993.1015">Wing, Gong: Testing and verifying concurrent objects</a>
 * @see <a href="https://doi.org/10.1002/cpe.3928">Lowe: Testing for linearizability</a>
 */
public final class LinearizabilityCheck<S, C> {
    private static final int TOLD = 40;

    private final SequentialModel<S, C> model;
    private final List<Operation<C>> operations;
    private final Event head = new Event(-1, false);
    private int longest;
    private BitSet longestSet = new BitSet();

    private LinearizabilityCheck(SequentialModel<S, C> model, List<Operation<C>> history) {
        this.model = model;
        this.operations = history;
    }

    /** Beginning or end of an operation, in the list of those that are not placed yet. */
    private static final class Event {
        private final int operation;
        private final boolean isEnd;
        private @Nullable Event before;
        private @Nullable Event next;
        /** The end of an operation, at its beginning. */
        private @Nullable Event end;

        Event(int operation, boolean isEnd) {
            this.operation = operation;
            this.isEnd = isEnd;
        }

        void unlink() {
            if (before != null) {
                before.next = next;
            }
            if (next != null) {
                next.before = before;
            }
        }

        void relink() {
            if (before != null) {
                before.next = this;
            }
            if (next != null) {
                next.before = this;
            }
        }
    }

    private record Moment(long at, int operation, boolean isEnd) {}

    private record Choice<S>(Event begin, S before) {}

    private record Visited<S>(BitSet placed, S state) {}

    /**
     * Why no order explains the history; empty if one does.
     *
     * @param history of one object; operations of one thread do not overlap
     */
    public static <S, C> Optional<String> violation(SequentialModel<S, C> model, List<Operation<C>> history) {
        LinearizabilityCheck<S, C> check = new LinearizabilityCheck<>(model, List.copyOf(history));
        check.link();
        return check.search() ? Optional.empty() : Optional.of(check.explanation());
    }

    private void link() {
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            moments.add(new Moment(operations.get(i).begun(), i, false));
            moments.add(new Moment(operations.get(i).ended(), i, true));
        }
        moments.sort(Comparator.comparingLong(Moment::at));
        Event[] begins = new Event[operations.size()];
        Event last = head;
        for (Moment moment : moments) {
            Event event = new Event(moment.operation(), moment.isEnd());
            if (moment.isEnd()) {
                begins[moment.operation()].end = event;
            } else {
                begins[moment.operation()] = event;
            }
            event.before = last;
            last.next = event;
            last = event;
        }
    }

    private boolean search() {
        Deque<Choice<S>> choices = new ArrayDeque<>();
        Set<Visited<S>> visited = new HashSet<>();
        BitSet placed = new BitSet();
        S state = model.initial();
        Event at = head.next;
        while (head.next != null) {
            if (at != null && !at.isEnd) {
                Optional<S> after =
                        model.after(state, operations.get(at.operation).call());
                BitSet with = (BitSet) placed.clone();
                with.set(at.operation);
                if (after.isPresent() && visited.add(new Visited<>(with, after.get()))) {
                    choices.push(new Choice<>(at, state));
                    placed.set(at.operation);
                    remember(placed);
                    state = after.get();
                    at.unlink();
                    if (at.end != null) {
                        at.end.unlink();
                    }
                    at = head.next;
                } else {
                    at = at.next;
                }
            } else {
                // An operation has ended before any that is left could be placed: the last choice was wrong.
                Choice<S> choice = choices.poll();
                if (choice == null) {
                    return false;
                }
                Event begin = choice.begin();
                if (begin.end != null) {
                    begin.end.relink();
                }
                begin.relink();
                placed.clear(begin.operation);
                state = choice.before();
                at = begin.next;
            }
        }
        return true;
    }

    private void remember(BitSet placed) {
        if (placed.cardinality() > longest) {
            longest = placed.cardinality();
            longestSet = (BitSet) placed.clone();
        }
    }

    private String explanation() {
        StringBuilder text = new StringBuilder("No order explains the answers; at most " + longest + " of "
                + operations.size() + " calls can be put in order. The first of those left:");
        List<Operation<C>> left = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            if (!longestSet.get(i)) {
                left.add(operations.get(i));
            }
        }
        left.sort(Comparator.comparingLong(Operation::begun));
        left.stream().limit(TOLD).forEach(operation -> text.append("\n  ").append(operation));
        return text.toString();
    }
}
