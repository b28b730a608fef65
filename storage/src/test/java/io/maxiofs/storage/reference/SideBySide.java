package io.maxiofs.storage.reference;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Drives two stores through the same steps and compares every answer; and, from time to time, everything that can be
 * seen of them.
 */
public final class SideBySide {
    /** Steps told when the stores differ. */
    private static final int TOLD = 25;

    private final WorkloadSide judge;
    private final WorkloadSide subject;
    private final Deque<String> history = new ArrayDeque<>();

    public SideBySide(WorkloadSide judge, WorkloadSide subject) {
        this.judge = judge;
        this.subject = subject;
    }

    public WorkloadSide judge() {
        return judge;
    }

    public WorkloadSide subject() {
        return subject;
    }

    /**
     * Applies a step to both.
     *
     * @throws AssertionError if they answer differently
     */
    public void apply(WorkloadStep step) {
        String expected = judge.apply(step);
        history.addLast(step + " -> " + shortened(expected));
        if (history.size() > TOLD) {
            history.removeFirst();
        }
        String actual = subject.apply(step);
        if (!expected.equals(actual)) {
            throw new AssertionError("The stores differ in " + step + "\nexpected: " + expected + "\nactual:   "
                    + actual + "\nbefore:\n" + String.join("\n", history));
        }
    }

    private static String shortened(String answer) {
        return answer.length() > 300 ? answer.substring(0, 300) + "…" : answer;
    }

    /** @throws AssertionError unless both show the same in everything */
    public void compareEverything() {
        String expected = judge.snapshot();
        String actual = subject.snapshot();
        if (!expected.equals(actual)) {
            throw new AssertionError("The stores hold different things\nexpected:\n" + expected + "\nactual:\n" + actual
                    + "\nbefore:\n" + String.join("\n", history));
        }
    }

    /**
     * Applies steps one after the other.
     *
     * @param afterEach called behind each step, such as to compact or to reopen the subject
     */
    public void run(RandomWorkload workload, int steps, Consumer<WorkloadStep> afterEach) {
        for (int i = 0; i < steps; i++) {
            WorkloadStep step = workload.next();
            apply(step);
            afterEach.accept(step);
        }
        compareEverything();
    }
}
