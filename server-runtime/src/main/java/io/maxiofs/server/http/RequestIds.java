package io.maxiofs.server.http;

import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Ids of requests: different for each, not countable by clients. Safe on any thread. */
final class RequestIds {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final AtomicLong next;
    private final String hostId;

    RequestIds(RandomGenerator random) {
        next = new AtomicLong(random.nextLong());
        byte[] host = new byte[48];
        random.nextBytes(host);
        hostId = Base64.getEncoder().encodeToString(host);
    }

    /** For {@code x-amz-request-id}. */
    String newId() {
        return HEX.toHexDigits(mix(next.getAndAdd(0x9E3779B97F4A7C15L)));
    }

    /** For {@code x-amz-id-2}: which server answered. */
    String hostId() {
        return hostId;
    }

    /** A bijection (David Stafford's variant 13 of MurmurHash3's finaliser), so ids do not repeat. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
