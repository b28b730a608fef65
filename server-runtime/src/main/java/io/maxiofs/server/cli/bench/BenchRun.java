package io.maxiofs.server.cli.bench;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** All steps of a plan, in one bucket. Used by one thread. */
final class BenchRun {
    private final Plan plan;
    private final Endpoint endpoint;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    BenchRun(Plan plan, Endpoint endpoint, InstantSource clock, LongSupplier nanoTime) {
        this.plan = plan;
        this.endpoint = endpoint;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs to the end. A bucket that was not there is created, and removed when the plan says so.
     *
     * @param bucket a valid name
     * @param runName of this run and no other, of unreserved characters; begins all keys
     * @param listener told of each step when it has ended
     * @throws IOException if the endpoint does not answer
     * @throws FailedRequestException if the bucket cannot be created or removed
     */
    List<StepResult> run(String bucket, String runName, Consumer<StepResult> listener)
            throws IOException, FailedRequestException, InterruptedException {
        List<StepResult> results = new ArrayList<>();
        boolean created;
        try (S3Requests requests = new S3Requests(endpoint, clock, plan.verify())) {
            created = !requests.bucketExists(bucket);
            if (created) {
                requests.createBucket(bucket);
            }
        }
        byte[] block = Bodies.block(plan.seed());
        Crew crew = new Crew(endpoint, clock, nanoTime, plan.verify());
        for (Step step : plan.steps()) {
            String prefix = runName + "/" + results.size() + "/";
            ObjectSet objects = new ObjectSet(bucket, prefix, Bodies.of(block, step.sizeBytes()));
            StepResult result = new StepRun(plan, step, objects, crew, nanoTime).run();
            results.add(result);
            listener.accept(result);
        }
        if (created && plan.cleanUp()) {
            try (S3Requests requests = new S3Requests(endpoint, clock, plan.verify())) {
                requests.deleteBucket(bucket);
            }
        }
        return results;
    }
}
