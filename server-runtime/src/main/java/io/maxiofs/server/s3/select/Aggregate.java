package io.maxiofs.server.s3.select;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** COUNT, SUM, AVG, MIN or MAX over all records. Used by one thread. */
final class Aggregate implements Expression {
    private final Kind kind;
    private final @Nullable Expression argument;
    private long count;
    private BigDecimal sum = BigDecimal.ZERO;
    private @Nullable Object extreme;

    enum Kind {
        COUNT,
        SUM,
        AVG,
        MIN,
        MAX
    }

    /** @param argument null for {@code COUNT(*)} */
    Aggregate(Kind kind, @Nullable Expression argument) {
        this.kind = kind;
        this.argument = argument;
    }

    /** Takes one record into account. */
    void add(Row row) {
        Object value = argument == null ? (Object) true : argument.of(row);
        if (Values.isNothing(value)) {
            return;
        }
        count++;
        switch (kind) {
            case COUNT -> {
                // Counted above.
            }
            case SUM, AVG -> {
                BigDecimal number = Values.asNumber(value);
                if (number == null) {
                    throw new S3Exception(
                            S3ErrorCode.EVALUATOR_INVALID_ARGUMENTS, "SUM and AVG need numbers; use CAST.");
                }
                sum = Values.bounded(sum.add(number, java.math.MathContext.DECIMAL128));
            }
            case MIN, MAX -> {
                Object comparable =
                        value instanceof String text && Values.number(text) != null ? Values.number(text) : value;
                Integer order = extreme == null ? null : Values.compare(comparable, extreme);
                if (extreme == null || (order != null && (kind == Kind.MIN ? order < 0 : order > 0))) {
                    extreme = comparable;
                }
            }
        }
    }

    /** The result; the record does not count. */
    @Override
    public @Nullable Object of(Row row) {
        return switch (kind) {
            case COUNT -> BigDecimal.valueOf(count);
            case SUM -> count == 0 ? null : sum;
            case AVG -> count == 0 ? null : Values.divide(sum, count);
            case MIN, MAX -> extreme;
        };
    }
}
