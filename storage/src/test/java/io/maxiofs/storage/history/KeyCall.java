package io.maxiofs.storage.history;

import java.util.Optional;

/**
 * A call about one key and its answer. Values are entity tags; the empty one means that there is no object.
 *
 * @param expected the tag a condition asks for; empty if it asks for none
 * @param value what was written or seen
 */
public record KeyCall(Kind kind, String expected, String value, Answer answer) {
    public static final String ABSENT = "";

    public enum Kind {
        PUT,
        PUT_IF_ABSENT,
        PUT_IF_MATCH,
        DELETE,
        DELETE_IF_MATCH,
        /** Get, head, or a listing that shows the key or does not. */
        SEE
    }

    public enum Answer {
        DONE,
        /** The condition does not hold. */
        REFUSED,
        /** A condition on a tag where there is no object. */
        MISSING
    }

    /** One key as S3 promises it. */
    public static final class Model implements SequentialModel<String, KeyCall> {
        @Override
        public String initial() {
            return ABSENT;
        }

        @Override
        public Optional<String> after(String state, KeyCall call) {
            Answer right = rightAnswer(state, call);
            if (call.answer() != right) {
                return Optional.empty();
            }
            if (call.kind() == Kind.SEE) {
                return call.value().equals(state) ? Optional.of(state) : Optional.empty();
            }
            if (right != Answer.DONE) {
                return Optional.of(state);
            }
            boolean deletes = call.kind() == Kind.DELETE || call.kind() == Kind.DELETE_IF_MATCH;
            return Optional.of(deletes ? ABSENT : call.value());
        }

        private static Answer rightAnswer(String state, KeyCall call) {
            return switch (call.kind()) {
                case PUT, DELETE, SEE -> Answer.DONE;
                case PUT_IF_ABSENT -> state.equals(ABSENT) ? Answer.DONE : Answer.REFUSED;
                case PUT_IF_MATCH, DELETE_IF_MATCH -> {
                    if (state.equals(ABSENT)) {
                        yield Answer.MISSING;
                    }
                    yield state.equals(call.expected()) ? Answer.DONE : Answer.REFUSED;
                }
            };
        }
    }
}
