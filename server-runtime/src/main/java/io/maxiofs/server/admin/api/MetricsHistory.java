package io.maxiofs.server.admin.api;

import java.util.List;

/**
 * The course of the measurements.
 *
 * @param range {@code 10m} (a point per second), {@code 2h} (10 s), {@code 7d} (a minute) or {@code 365d} (an hour)
 * @param stepSeconds distance of two points
 * @param points the oldest first. Times without a server have none, and so have hours without a request.
 */
public record MetricsHistory(String range, int stepSeconds, List<MetricsDocument> points) {
    public MetricsHistory {
        points = List.copyOf(points);
    }

    /** What can be asked for. */
    public enum Range {
        TEN_MINUTES("10m", 1),
        TWO_HOURS("2h", 10),
        SEVEN_DAYS("7d", 60),
        YEAR("365d", 3600);

        private final String text;
        private final int stepSeconds;

        Range(String text, int stepSeconds) {
            this.text = text;
            this.stepSeconds = stepSeconds;
        }

        /** As in the query. */
        public String text() {
            return text;
        }

        public int stepSeconds() {
            return stepSeconds;
        }
    }
}
