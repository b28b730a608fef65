package io.maxiofs.desktop.supervisor;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the server stands, with what belongs to it.
 *
 * @param since when the state began
 * @param process the server's process; null while there is none
 * @param detail in the words of the server or the system, perhaps in English only; empty if there is nothing to add
 * @param step while starting: {@code look}, {@code launch} or what the server calls it; empty otherwise
 * @param owner who has the port or the directory; null if nobody knows, or nobody has
 * @param crash null unless it crashed
 * @param inFlight while stopping: requests that are waited for; 0 otherwise
 */
public record Status(
        SupervisorState state,
        Instant since,
        @Nullable Long process,
        String detail,
        String step,
        @Nullable Owner owner,
        @Nullable Crash crash,
        int inFlight) {

    /** A process that has what we need, and its program if it can be seen. */
    public record Owner(long pid, String program) {}

    /**
     * A server that ended by itself.
     *
     * @param count within the time that counts
     * @param retry when it is started again; null if it crashed too often
     * @param report file with the end of the log; null if it could not be written
     */
    public record Crash(
            int count, @Nullable Instant retry, @Nullable Path report) {}

    static Status of(SupervisorState state, Instant since) {
        return new Status(state, since, null, "", "", null, null, 0);
    }

    Status withProcess(@Nullable Long pid) {
        return new Status(state, since, pid, detail, step, owner, crash, inFlight);
    }

    Status withDetail(String text) {
        return new Status(state, since, process, text, step, owner, crash, inFlight);
    }

    Status withStep(String name, String text) {
        return new Status(state, since, process, text, name, owner, crash, inFlight);
    }

    Status withOwner(@Nullable Owner found) {
        return new Status(state, since, process, detail, step, found, crash, inFlight);
    }

    Status withCrash(Crash crashed) {
        return new Status(state, since, process, detail, step, owner, crashed, inFlight);
    }

    Status withInFlight(int requests) {
        return new Status(state, since, process, detail, step, owner, crash, requests);
    }
}
