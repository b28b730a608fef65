package io.maxiofs.server.admin.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server measured over one span of time. The live picture and every point of a history are such documents.
 *
 * @param time end of the span
 * @param spanMillis its length; a span of a history in which the server did not run is missing altogether
 * @param operations classes of operations with at least one request in the span
 * @param errors answers of the span that were errors, the most frequent first, at most 20 codes
 * @param load at the end of the span
 * @param memory of the server's process at the end of the span
 */
public record MetricsDocument(
        Instant time,
        long spanMillis,
        Traffic traffic,
        List<Operation> operations,
        List<ErrorCount> errors,
        Load load,
        Disk disk,
        Memory memory) {

    public MetricsDocument {
        operations = List.copyOf(operations);
        errors = List.copyOf(errors);
    }

    /**
     * Everything the S3 port answered.
     *
     * @param requests in the span
     * @param bytesIn of bodies, framing included
     * @param bytesOut of bodies
     * @param clientErrors answers 4xx
     * @param serverErrors answers 5xx, and requests cut before an answer
     */
    public record Traffic(
            long requests,
            double requestsPerSecond,
            long bytesIn,
            double bytesInPerSecond,
            long bytesOut,
            double bytesOutPerSecond,
            long clientErrors,
            long serverErrors) {}

    /**
     * The times of one class of operations, from the end of a request's head to the end of its answer. Answers 4xx count
     * as requests, but their times do not.
     *
     * @param name {@code read_small}, {@code read_large}, {@code head}, {@code write_small}, {@code write_large}, {@code
     *     list}, {@code delete}, {@code multipart}, {@code settings}, {@code admin} or {@code other}; large is more than 128 KiB.
     *     {@code admin} are requests of the admin port, which count nowhere else.
     * @param requests in the span
     * @param p50Micros 0 if none of the requests counts
     */
    public record Operation(
            String name, long requests, long p50Micros, long p95Micros, long p99Micros, long maxMicros) {}

    /** @param code of S3, such as {@code NoSuchKey}; {@code (cut)} for connections that ended before an answer */
    public record ErrorCount(String code, int status, long count) {}

    /**
     * What the server is busy with.
     *
     * @param connections open on the S3 port
     * @param inFlight requests being served
     * @param waiting requests that wait to be served
     * @param bufferedBytes of small bodies in memory
     * @param queues lengths of what waits to be done in the background
     */
    public record Load(int connections, int inFlight, int waiting, long bufferedBytes, List<Queue> queues) {
        public Load {
            queues = List.copyOf(queues);
        }
    }

    /** @param name such as {@code committer} or {@code webhook:NAME}; at most 32 are told */
    public record Queue(String name, long waiting) {}

    /**
     * The disk of the data directory.
     *
     * @param freeBytes what may still be written; null before it was first measured. Not measured while nothing is asked of the
     *     server, so that the disk can sleep.
     * @param totalBytes null before it was first measured
     * @param flushes of the journal in the span
     * @param flushP99Micros 0 without a flush
     */
    public record Disk(
            @Nullable Long freeBytes,
            @Nullable Long totalBytes,
            long flushes,
            long flushP50Micros,
            long flushP99Micros,
            long flushMaxMicros) {}

    /** @param gcMillis spent collecting garbage in the span */
    public record Memory(long heapUsedBytes, long heapMaxBytes, long otherUsedBytes, int threads, long gcMillis) {}
}
