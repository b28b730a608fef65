package io.maxiofs.storage.model;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Retention a bucket gives to what is written without one of its own. Kept as text in {@link BucketSetting#OBJECT_LOCK}.
 *
 * @param amount at least 1, at most a hundred years
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html">Object Lock, default retention</a>
 */
public record DefaultRetention(Retention.Mode mode, int amount, Unit unit) {

    /** What is counted. */
    public enum Unit {
        DAYS(36_500),
        YEARS(100);

        private final int most;

        Unit(int most) {
            this.most = most;
        }

        /** Longest retention in this unit. */
        public int most() {
            return most;
        }
    }

    /** @throws IllegalArgumentException if the amount is out of range */
    public DefaultRetention {
        if (amount < 1 || amount > unit.most()) {
            throw new IllegalArgumentException("Default retention of " + amount + " " + unit);
        }
    }

    /** What a version written at {@code written} gets. */
    public Retention from(Instant written) {
        Period period = switch (unit) {
            case DAYS -> Period.ofDays(amount);
            case YEARS -> Period.ofYears(amount);
        };
        return new Retention(mode, written.atOffset(ZoneOffset.UTC).plus(period).toInstant());
    }

    /** Such as {@code GOVERNANCE 30 DAYS}. */
    public String text() {
        return mode + " " + amount + " " + unit;
    }

    /** Reads what {@link #text()} gave; empty for anything else, which must not be taken for no retention. */
    public static Optional<DefaultRetention> parse(String text) {
        String[] words = text.split(" ", -1);
        if (words.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DefaultRetention(
                    Retention.Mode.valueOf(words[0]), Integer.parseInt(words[1]), Unit.valueOf(words[2])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
