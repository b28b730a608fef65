package io.maxiofs.server.task;

import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.job.JobWork;

/** A task that is understood and may begin. */
interface Task extends JobWork {

    /** What it would do now. */
    BucketTask.Preview preview();
}
