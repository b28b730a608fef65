package io.maxiofs.storage.history;

import static io.maxiofs.storage.history.KeyCall.ABSENT;
import static io.maxiofs.storage.history.KeyCall.Answer.DONE;
import static io.maxiofs.storage.history.KeyCall.Answer.MISSING;
import static io.maxiofs.storage.history.KeyCall.Answer.REFUSED;
import static io.maxiofs.storage.history.KeyCall.Kind.DELETE;
import static io.maxiofs.storage.history.KeyCall.Kind.DELETE_IF_MATCH;
import static io.maxiofs.storage.history.KeyCall.Kind.PUT;
import static io.maxiofs.storage.history.KeyCall.Kind.PUT_IF_ABSENT;
import static io.maxiofs.storage.history.KeyCall.Kind.PUT_IF_MATCH;
import static io.maxiofs.storage.history.KeyCall.Kind.SEE;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.history.KeyCall.Answer;
import io.maxiofs.storage.history.KeyCall.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The check accepts what can be explained and refuses what cannot. */
class LinearizabilityCheckTest {
    private static Operation<KeyCall> op(
            int thread, long begun, long ended, Kind kind, String expected, String value, Answer answer) {
        return new Operation<>(thread, begun, ended, new KeyCall(kind, expected, value, answer));
    }

    private static Operation<KeyCall> put(long begun, long ended, String value) {
        return op(1, begun, ended, PUT, "", value, DONE);
    }

    private static Operation<KeyCall> see(long begun, long ended, String value) {
        return op(2, begun, ended, SEE, "", value, DONE);
    }

    private static Optional<String> violation(List<Operation<KeyCall>> history) {
        return LinearizabilityCheck.violation(new KeyCall.Model(), history);
    }

    static Stream<List<Operation<KeyCall>>> right() {
        return Stream.of(
                List.of(),
                List.of(put(1, 2, "a"), see(3, 4, "a")),
                // While a put is under way, both its outcome and the state before it may be seen.
                List.of(put(1, 2, "a"), put(3, 8, "b"), see(4, 5, "a"), see(6, 7, "b")),
                List.of(put(1, 8, "a"), see(2, 3, ABSENT), see(4, 5, "a")),
                List.of(
                        op(1, 1, 6, PUT_IF_ABSENT, "", "a", REFUSED),
                        op(2, 2, 5, PUT_IF_ABSENT, "", "b", DONE),
                        see(7, 8, "b")),
                List.of(
                        put(1, 2, "a"),
                        op(1, 3, 6, PUT_IF_MATCH, "a", "b", DONE),
                        op(2, 4, 5, PUT_IF_MATCH, "a", "c", REFUSED)),
                List.of(
                        put(1, 2, "a"),
                        op(1, 3, 4, DELETE, "", "", DONE),
                        op(2, 5, 6, PUT_IF_MATCH, "a", "b", MISSING),
                        see(7, 8, ABSENT)));
    }

    @ParameterizedTest
    @MethodSource("right")
    void acceptsWhatCanBeExplained(List<Operation<KeyCall>> history) {
        assertThat(violation(history)).isEmpty();
    }

    static Stream<List<Operation<KeyCall>>> wrong() {
        return Stream.of(
                // A read after a confirmed write that does not see it.
                List.of(put(1, 2, "a"), see(3, 4, ABSENT)),
                List.of(put(1, 2, "a"), put(3, 4, "b"), see(5, 6, "a")),
                // Something seen that is not seen any more by a later reader.
                List.of(put(1, 2, "a"), put(3, 10, "b"), see(4, 5, "b"), see(6, 7, "a")),
                // A value nobody wrote.
                List.of(put(1, 2, "a"), see(3, 4, "x")),
                // Two creators, both told that they were the first.
                List.of(op(1, 1, 6, PUT_IF_ABSENT, "", "a", DONE), op(2, 2, 5, PUT_IF_ABSENT, "", "b", DONE)),
                // Two updates of the same state, both accepted.
                List.of(
                        put(1, 2, "a"),
                        op(1, 3, 6, PUT_IF_MATCH, "a", "b", DONE),
                        op(2, 4, 5, PUT_IF_MATCH, "a", "c", DONE)),
                // A refusal without a reason.
                List.of(op(1, 1, 2, PUT_IF_ABSENT, "", "a", REFUSED)),
                // A deleted object that comes back.
                List.of(put(1, 2, "a"), op(1, 3, 4, DELETE, "", "", DONE), see(5, 6, ABSENT), see(7, 8, "a")),
                List.of(put(1, 2, "a"), op(1, 3, 4, DELETE_IF_MATCH, "a", "", DONE), see(5, 6, "a")));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusesWhatCannotBeExplained(List<Operation<KeyCall>> history) {
        assertThat(violation(history))
                .hasValueSatisfying(text -> assertThat(text).contains("No order"));
    }

    /** Histories made from a true order are accepted; the same with one answer of an old state are mostly not. */
    @Test
    void findsAnAnswerThatWasMadeStale() {
        int refused = 0;
        for (long seed : LongStream.range(0, 50).toArray()) {
            List<Operation<KeyCall>> history = trueHistory(seed);
            assertThat(violation(history)).as("seed %d", seed).isEmpty();
            if (violation(withStaleAnswer(history)).isPresent()) {
                refused++;
            }
        }
        assertThat(refused).as("of 50 wrong histories").isGreaterThan(40);
    }

    /** Calls take effect at random moments inside their intervals, which overlap. */
    private static List<Operation<KeyCall>> trueHistory(long seed) {
        Random random = new Random(seed);
        List<Operation<KeyCall>> history = new ArrayList<>();
        String state = ABSENT;
        for (int i = 1; i <= 60; i++) {
            long effect = i * 100L;
            long begun = effect - 1 - random.nextInt(250);
            long ended = effect + 1 + random.nextInt(250);
            if (random.nextBoolean()) {
                state = "v" + i;
                history.add(op(i, begun, ended, PUT, "", state, DONE));
            } else {
                history.add(op(i, begun, ended, SEE, "", state, DONE));
            }
        }
        return history;
    }

    /** The last reader sees the first value. */
    private static List<Operation<KeyCall>> withStaleAnswer(List<Operation<KeyCall>> history) {
        List<Operation<KeyCall>> changed = new ArrayList<>(history);
        String first = history.stream()
                .filter(one -> one.call().kind() == PUT)
                .findFirst()
                .orElseThrow()
                .call()
                .value();
        for (int i = changed.size() - 1; i >= 0; i--) {
            Operation<KeyCall> one = changed.get(i);
            if (one.call().kind() == SEE) {
                changed.set(i, op(one.thread(), one.begun(), one.ended(), SEE, "", first, DONE));
                return changed;
            }
        }
        return changed;
    }
}
