package io.maxiofs.server.job;

/** What a job does. Called once, on a thread that may block. */
@FunctionalInterface
public interface JobWork {
    /**
     * @param progress is told of each thing done, and asked before each whether to go on
     * @throws RuntimeException if the job as a whole fails; what cannot be done of many things is told to {@code progress}
     */
    void run(JobProgress progress);
}
