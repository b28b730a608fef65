package io.maxiofs.server.admin.api;

import java.util.Locale;
import java.util.Optional;

/** Something that happened on the server, from its stream of events. */
public sealed interface ServerEvent {

    /** The server can do more or less than before; also the first event of every connection. */
    record StateChanged(ServerOverview.State state) implements ServerEvent {}

    /** What was measured; every second. */
    record Measured(MetricsDocument metrics) implements ServerEvent {}

    /**
     * Something is not as it was: whoever shows it asks again. Changes of one thing within a second are told once.
     *
     * @param resource as in the paths of the API: {@code buckets}, {@code objects}, {@code users}, {@code access-keys},
     *     {@code settings}, …
     * @param name of the thing, for objects of the bucket; empty if the whole list may differ
     */
    record Changed(String resource, String name) implements ServerEvent {}

    /** A request ended. Told at most 50 times a second; the trace has all. */
    record Traced(TraceEntry entry) implements ServerEvent {}

    /** An alert began, changed or ended. */
    record Alerted(AlertDocument alert) implements ServerEvent {}

    /** A job began, came further or ended; a running one is told at most once a second. */
    record Worked(JobDocument job) implements ServerEvent {}

    /**
     * Events were missed, because the connection was away too long or too slow: whatever is shown is to be asked for again.
     */
    record Missed() implements ServerEvent {}

    /** What an event can be about. */
    enum Kind {
        STATE(ServerOverview.State.class),
        METRICS(MetricsDocument.class),
        CHANGE(Changed.class),
        TRACE(TraceEntry.class),
        ALERT(AlertDocument.class),
        JOB(JobDocument.class),
        MISSED(Missed.class);

        private final Class<?> document;

        Kind(Class<?> document) {
            this.document = document;
        }

        /** As in the stream's field {@code event} and in the query. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What the stream's field {@code data} has, as JSON. */
        public Class<?> document() {
            return document;
        }

        /** Empty for one of a newer server. */
        public static Optional<Kind> of(String text) {
            for (Kind kind : values()) {
                if (kind.text().equals(text)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        ServerEvent event(Object content) {
            return switch (this) {
                case STATE -> new StateChanged((ServerOverview.State) content);
                case METRICS -> new Measured((MetricsDocument) content);
                case CHANGE -> (Changed) content;
                case TRACE -> new Traced((TraceEntry) content);
                case ALERT -> new Alerted((AlertDocument) content);
                case JOB -> new Worked((JobDocument) content);
                case MISSED -> (Missed) content;
            };
        }
    }
}
