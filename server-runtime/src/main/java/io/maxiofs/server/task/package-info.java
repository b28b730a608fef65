/**
 * Work on many objects of a bucket: emptying, deleting, purging, bringing back, copying, moving, restoring to a time, giving
 * uploads up. Entry type: {@link io.maxiofs.server.task.BucketTasks}. Every single step is an operation of S3 for the one who
 * began the work, judged when it happens. Walks are paged, so memory does not grow with a bucket. Safe on any thread.
 */
@NullMarked
package io.maxiofs.server.task;

import org.jspecify.annotations.NullMarked;
