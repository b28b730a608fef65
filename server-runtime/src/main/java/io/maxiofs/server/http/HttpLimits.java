package io.maxiofs.server.http;

import java.time.Duration;

/** What clients may take from the server. Beyond any of these they are refused or cut; the heap never pays for them. */
public record HttpLimits(Connections connections, Requests requests, Times times) {
    public static final HttpLimits DEFAULT = new HttpLimits(Connections.DEFAULT, Requests.DEFAULT, Times.DEFAULT);

    /**
     * @param maxConnections open at a time; further ones wait to be accepted
     * @param maxHeaderBytes of a request, its first line included
     * @param maxHeaders of a request
     */
    public record Connections(int maxConnections, int maxHeaderBytes, int maxHeaders) {
        public static final Connections DEFAULT = new Connections(10_000, 64 << 10, 200);

        /** @throws IllegalArgumentException if a value is out of bounds */
        public Connections {
            Bounds.check("maxConnections", maxConnections, 1, 1_000_000);
            Bounds.check("maxHeaderBytes", maxHeaderBytes, 8 << 10, 1 << 20);
            Bounds.check("maxHeaders", maxHeaders, 50, 10_000);
        }
    }

    /**
     * @param maxConcurrent requests served at a time
     * @param maxWaiting requests that wait to be served; further ones are told to slow down
     * @param maxBufferedBytes bytes of small bodies, and of the buffers large ones pass through, held at a time
     * @param maxDocumentBytes of a body that is a document, not an object
     * @param maxQuickBytes of a body that is received into memory and served on the I/O thread
     */
    public record Requests(
            int maxConcurrent, int maxWaiting, long maxBufferedBytes, int maxDocumentBytes, int maxQuickBytes) {
        public static final Requests DEFAULT = new Requests(1_000, 5_000, 64L << 20, 8 << 20, 128 << 10);

        /** @throws IllegalArgumentException if a value is out of bounds */
        public Requests {
            Bounds.check("maxConcurrent", maxConcurrent, 1, 100_000);
            Bounds.check("maxWaiting", maxWaiting, 0, 1_000_000);
            Bounds.check("maxBufferedBytes", maxBufferedBytes, 1 << 20, 64L << 30);
            Bounds.check("maxDocumentBytes", maxDocumentBytes, 64 << 10, 64 << 20);
            Bounds.check("maxQuickBytes", maxQuickBytes, 0, 1 << 20);
        }
    }

    /**
     * @param idle how long a connection may stay open without a request
     * @param header how long a request's head may take to arrive
     * @param progress in this much time of waiting for a client, {@code minProgressBytes} must pass; else it is cut
     * @param waiting how long a request waits to be served at most
     * @param keepAlive after which a client of a slow operation gets white space, and again each time
     */
    public record Times(
            Duration idle,
            Duration header,
            Duration progress,
            int minProgressBytes,
            Duration waiting,
            Duration keepAlive) {
        public static final Times DEFAULT = new Times(
                Duration.ofSeconds(75),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                1 << 10,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));

        /** @throws IllegalArgumentException if a value is out of bounds */
        public Times {
            Bounds.check("idle", idle.toMillis(), 100, 3_600_000);
            Bounds.check("header", header.toMillis(), 100, 600_000);
            Bounds.check("progress", progress.toMillis(), 100, 600_000);
            Bounds.check("minProgressBytes", minProgressBytes, 1, 1 << 20);
            Bounds.check("waiting", waiting.toMillis(), 1, 600_000);
            Bounds.check("keepAlive", keepAlive.toMillis(), 10, 60_000);
        }
    }

    /** Apart, so that the nested records can be initialised before the outer one, which needs all of theirs. */
    private static final class Bounds {
        static void check(String name, long value, long min, long max) {
            if (value < min || value > max) {
                throw new IllegalArgumentException(name + " is " + value + ", not between " + min + " and " + max);
            }
        }
    }
}
