package io.maxiofs.server.s3.auth;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Keeps signers between requests: making one costs more than using it, and virtual threads cannot keep their own. */
final class SignerPool {
    private static final int KEPT = 64;

    private final ConcurrentLinkedQueue<Signer> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger idleCount = new AtomicInteger();

    <T> T use(Function<Signer, T> work) {
        Signer signer = idle.poll();
        if (signer == null) {
            signer = new Signer();
        } else {
            idleCount.decrementAndGet();
        }
        try {
            return work.apply(signer);
        } finally {
            if (idleCount.incrementAndGet() <= KEPT) {
                idle.add(signer);
            } else {
                idleCount.decrementAndGet();
            }
        }
    }
}
