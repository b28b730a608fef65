package io.maxiofs.server.observe.metrics;

import io.maxiofs.server.admin.api.MetricsDocument.ErrorCount;
import io.maxiofs.server.s3.error.S3ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts of requests up to a moment, or the difference of two such. */
final class Counts {
    static final String CUT = "(cut)";
    private static final int MAX_ERRORS = 20;
    private static final S3ErrorCode[] CODES = S3ErrorCode.values();

    private final long[] requests;
    private final long[] errors;
    private final long bytesIn;
    private final long bytesOut;
    private final long clientErrors;
    private final long serverErrors;

    /**
     * @param requests by {@link OperationClass#index}
     * @param errors in the order of {@link S3ErrorCode}, then those that were cut
     */
    Counts(long[] requests, long[] errors, long bytesIn, long bytesOut, long clientErrors, long serverErrors) {
        this.requests = requests;
        this.errors = errors;
        this.bytesIn = bytesIn;
        this.bytesOut = bytesOut;
        this.clientErrors = clientErrors;
        this.serverErrors = serverErrors;
    }

    static Counts none() {
        return new Counts(new long[OperationClass.values().length], new long[CODES.length + 1], 0, 0, 0, 0);
    }

    Counts minus(Counts earlier) {
        return new Counts(
                difference(requests, earlier.requests),
                difference(errors, earlier.errors),
                bytesIn - earlier.bytesIn,
                bytesOut - earlier.bytesOut,
                clientErrors - earlier.clientErrors,
                serverErrors - earlier.serverErrors);
    }

    private static long[] difference(long[] later, long[] earlier) {
        long[] result = new long[later.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = later[i] - earlier[i];
        }
        return result;
    }

    long requests(OperationClass operation) {
        return requests[operation.index()];
    }

    /** Of the S3 port. */
    long requests() {
        long sum = 0;
        for (OperationClass operation : OperationClass.values()) {
            sum += operation == OperationClass.ADMIN ? 0 : requests(operation);
        }
        return sum;
    }

    long bytesIn() {
        return bytesIn;
    }

    long bytesOut() {
        return bytesOut;
    }

    long clientErrors() {
        return clientErrors;
    }

    long serverErrors() {
        return serverErrors;
    }

    /** The most frequent first. */
    List<ErrorCount> errors() {
        return allErrors().stream()
                .sorted(Comparator.comparingLong(ErrorCount::count).reversed())
                .limit(MAX_ERRORS)
                .toList();
    }

    /** All that occurred, in the order of the codes. */
    List<ErrorCount> allErrors() {
        List<ErrorCount> found = new ArrayList<>();
        for (int i = 0; i < CODES.length; i++) {
            if (errors[i] > 0) {
                found.add(new ErrorCount(CODES[i].wireName(), CODES[i].status(), errors[i]));
            }
        }
        if (errors[CODES.length] > 0) {
            found.add(new ErrorCount(CUT, 0, errors[CODES.length]));
        }
        return found;
    }
}
