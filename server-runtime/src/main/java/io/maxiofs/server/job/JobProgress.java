package io.maxiofs.server.job;

import io.maxiofs.server.admin.api.ObjectRef;

/** What the work of a job tells of itself. Used by the thread of the job. */
public interface JobProgress {

    /** How much there is to do, once that is known. */
    void total(long items, long bytes);

    /** One thing is done. */
    void done(long bytes);

    /** One thing was not done. */
    void failed(ObjectRef.Failure failure);

    /**
     * Returns if the job is to go on. To be asked before each thing.
     *
     * @throws JobStoppedException if not; the work lets it pass
     */
    void checkpoint();

    /** Ends the work of a job that is to stop. */
    final class JobStoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        JobStoppedException() {
            super("The job is to stop", null, false, false);
        }
    }
}
