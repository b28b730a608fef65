package io.maxiofs.server.observe.metrics;

import io.maxiofs.server.observe.CompletedRequest;
import io.maxiofs.server.observe.RequestObserver;
import io.maxiofs.server.s3.error.S3ErrorCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests since the start. Recording is a handful of additions to counters that threads do not share, and allocates
 * nothing. Safe on any thread; {@link #times} belongs to one.
 */
public final class RequestMeters implements RequestObserver {
    /** Longest time that is told apart, microseconds. */
    static final long MAX_MICROS = 3_600_000_000L;

    /** Two digits are more than anybody compares, and keep a recorder below 30 KB. */
    static final int DIGITS = 2;

    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    private static final OperationClass[] CLASSES = OperationClass.values();
    private static final S3ErrorCode[] CODES = S3ErrorCode.values();

    private final Meter[] meters = new Meter[CLASSES.length];
    /** Filled once; only its counters change. */
    private final Map<S3ErrorCode, LongAdder> errors = new EnumMap<>(S3ErrorCode.class);

    private final LongAdder cut = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder clientErrors = new LongAdder();
    private final LongAdder serverErrors = new LongAdder();
    private final Recorder flushes = new Recorder(1, MAX_MICROS, DIGITS);

    private static final class Meter {
        private final LongAdder requests = new LongAdder();
        private final Recorder times = new Recorder(1, MAX_MICROS, DIGITS);
    }

    public RequestMeters() {
        for (int i = 0; i < meters.length; i++) {
            meters[i] = new Meter();
        }
        for (S3ErrorCode code : CODES) {
            errors.put(code, new LongAdder());
        }
    }

    @Override
    public void completed(CompletedRequest request) {
        long in = request.bytesIn();
        long out = request.bytesOut();
        bytesIn.add(in);
        bytesOut.add(out);
        int status = request.status();
        record(OperationClass.of(request.operation(), in, out), status, request.durationNanos());
        if (status == 0) {
            cut.increment();
            serverErrors.increment();
        } else if (status >= BAD_REQUEST) {
            (status >= SERVER_ERROR ? serverErrors : clientErrors).increment();
            S3ErrorCode error = request.error();
            LongAdder counter = error == null ? null : errors.get(error);
            if (counter != null) {
                counter.increment();
            }
        }
    }

    /** A request of the admin port has ended. */
    public void admin(int status, long nanos) {
        record(OperationClass.ADMIN, status, nanos);
    }

    /** What the client did wrong says nothing of how fast the server is. */
    private void record(OperationClass operation, int status, long nanos) {
        Meter meter = meters[operation.index()];
        meter.requests.increment();
        if (status < BAD_REQUEST || status >= SERVER_ERROR) {
            meter.times.recordValue(micros(nanos));
        }
    }

    /** The journal was made durable. */
    public void flushed(long nanos) {
        flushes.recordValue(micros(nanos));
    }

    private static long micros(long nanos) {
        return Math.clamp(nanos / 1_000, 0L, MAX_MICROS);
    }

    /** Counts since the start. */
    Counts counts() {
        long[] requests = new long[meters.length];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = meters[i].requests.sum();
        }
        long[] codes = new long[CODES.length + 1];
        for (int i = 0; i < CODES.length; i++) {
            LongAdder counter = errors.get(CODES[i]);
            codes[i] = counter == null ? 0 : counter.sum();
        }
        codes[CODES.length] = cut.sum();
        return new Counts(requests, codes, bytesIn.sum(), bytesOut.sum(), clientErrors.sum(), serverErrors.sum());
    }

    /** Times since the last call, in microseconds; into {@code reused} if that is not null. */
    Histogram times(OperationClass operation, @Nullable Histogram reused) {
        return meters[operation.index()].times.getIntervalHistogram(reused);
    }

    /** Times of flushes since the last call, in microseconds. */
    Histogram flushes(@Nullable Histogram reused) {
        return flushes.getIntervalHistogram(reused);
    }
}
