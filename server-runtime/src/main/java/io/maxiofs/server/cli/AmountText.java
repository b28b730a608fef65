package io.maxiofs.server.cli;

import java.time.Duration;

/** Numbers with their words, and times, for people. */
final class AmountText {
    private AmountText() {}

    /** As {@code 1 bucket} or {@code 3 buckets}, of words that take an s. */
    static String count(long number, String singular) {
        return number + " " + singular + (number == 1 ? "" : "s");
    }

    /** The two largest units that are not zero, as {@code 3 d 4 h}; seconds from {@code 0 s} on. */
    static String duration(Duration time) {
        long[] amounts = {time.toDays(), time.toHoursPart(), time.toMinutesPart(), time.toSecondsPart()};
        String[] units = {"d", "h", "min", "s"};
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < units.length && shown < 2; i++) {
            if (amounts[i] > 0 || shown > 0 || i == units.length - 1) {
                text.append(shown == 0 ? "" : " ")
                        .append(amounts[i])
                        .append(' ')
                        .append(units[i]);
                shown++;
            }
        }
        return text.toString();
    }
}
