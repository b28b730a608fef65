package io.maxiofs.server.job;

import io.maxiofs.server.admin.api.JobDocument;

/** Is told how jobs get on: of each change of state at once, of progress now and then. Called on the jobs' threads; quick. */
@FunctionalInterface
public interface JobListener {
    JobListener NONE = job -> {};

    void changed(JobDocument job);
}
