package io.maxiofs.desktop.screen.connect;

import io.maxiofs.server.admin.api.ServerTexts;
import io.maxiofs.server.admin.api.TraceEntry;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether the program that is being connected came through. Once it did, a later failure does not take that back.
 *
 * @param entry the request that decided it; null while none came
 */
record FirstRequest(State state, @Nullable TraceEntry entry) {
    static final FirstRequest NONE = new FirstRequest(State.NO_KEY, null);
    static final FirstRequest WAITING = new FirstRequest(State.WAITING, null);

    private static final int FAILED_FROM = 400;

    /** How far it is. */
    enum State {
        /** There is no key yet that could be used. */
        NO_KEY,
        /** Nothing came yet. */
        WAITING,
        /** A request with the key was served. */
        CONNECTED,
        /** The last request failed. */
        FAILED,
        /** A request failed that did not say which key it has; it may be the one or another. */
        SOMETHING_FAILED
    }

    /** Why it failed, for people; empty if it did not. */
    String explanation(ServerTexts words) {
        if (entry == null) {
            return "";
        }
        return Objects.requireNonNullElse(words.explanation(entry), "");
    }

    /**
     * What is known after one more request.
     *
     * @param since earlier requests mean nothing
     */
    FirstRequest after(TraceEntry next, String accessKey, Instant since) {
        if (state == State.CONNECTED || next.time().isBefore(since)) {
            return this;
        }
        boolean failed = next.result().status() == 0 || next.result().status() >= FAILED_FROM;
        String key = next.sender().accessKey();
        if (accessKey.equals(key)) {
            // A missing object or bucket is an answer to a request that was signed rightly.
            boolean served = !failed || "NoSuchKey".equals(next.result().error()) || isAbsent(next);
            return new FirstRequest(served ? State.CONNECTED : State.FAILED, next);
        }
        if (key == null && failed && state != State.FAILED) {
            return new FirstRequest(State.SOMETHING_FAILED, next);
        }
        return this;
    }

    /** HEAD has no body and so perhaps no code. */
    private static boolean isAbsent(TraceEntry entry) {
        final int notFound = 404;
        return entry.result().status() == notFound
                && !"NoSuchBucket".equals(entry.result().error());
    }
}
