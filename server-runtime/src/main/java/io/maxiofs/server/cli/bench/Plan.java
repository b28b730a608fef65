package io.maxiofs.server.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured, and how. Immutable.
 *
 * @param steps in their order
 * @param time measured in each step
 * @param warmUp before it, not measured
 * @param mix what a request of {@link Operation#MIXED} is
 * @param objects how many there are to read; fewer of large ones
 * @param seed of contents and of the order
 * @param cleanUp whether what was made is removed
 */
record Plan(
        List<Step> steps,
        Duration time,
        Duration warmUp,
        Mix mix,
        long objects,
        long seed,
        Verify verify,
        boolean cleanUp) {
    /** So much is stored at most for one step to read, but two objects always. */
    private static final long PREPARED_BYTES = 1L << 30;

    /** How many objects of a size there are to read. */
    long objectsOf(long sizeBytes) {
        return Math.max(2, Math.min(objects, PREPARED_BYTES / Math.max(1, sizeBytes)));
    }

    /** Every operation with every number of connections, for one size after the other; size plays no part in some. */
    static List<Step> steps(List<Operation> operations, List<Long> sizes, List<Integer> concurrency) {
        List<Step> steps = new ArrayList<>();
        for (long size : sizes) {
            for (Operation operation : operations) {
                boolean sizeless = operation == Operation.LIST || operation == Operation.MISS;
                if (!sizeless || size == sizes.getFirst()) {
                    concurrency.forEach(connections -> steps.add(new Step(operation, size, connections)));
                }
            }
        }
        return List.copyOf(steps);
    }
}
