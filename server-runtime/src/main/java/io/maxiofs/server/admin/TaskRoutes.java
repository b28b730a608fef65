package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.job.Jobs;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.task.BucketTasks;
import java.util.List;
import java.util.function.Supplier;

/** Tasks of buckets, and the jobs that come of them. */
final class TaskRoutes {
    private static final int ACCEPTED = 202;
    private static final String INVENTORIES = "/api/v1/buckets/{name}/inventories";

    private final AdminData data;
    private final Jobs jobs;
    private final BucketTasks tasks;

    TaskRoutes(AdminData data) {
        this.data = data;
        this.jobs = data.jobs();
        this.tasks = new BucketTasks(data.store(), data.calls(), data.jobs(), data.clock());
    }

    List<Route> routes() {
        Access signedIn = Access.SIGNED_IN;
        return List.of(
                new Route("POST", "/api/v1/buckets/{name}/previews", Access.OWN, this::preview),
                new Route("POST", "/api/v1/buckets/{name}/jobs", signedIn, this::begin),
                new Route("GET", INVENTORIES, signedIn, this::inventories),
                new Route("POST", INVENTORIES + "/{id}/jobs", signedIn, this::writeInventory),
                new Route("GET", "/api/v1/jobs", signedIn, this::list),
                new Route("GET", "/api/v1/jobs/{id}", signedIn, call -> Answer.ok(own(call))),
                new Route("GET", "/api/v1/jobs/{id}/failures", signedIn, this::failures),
                new Route("POST", "/api/v1/jobs/{id}/cancel", signedIn, this::cancel));
    }

    /** Who acts in the caller's name as long as the job runs: nobody once the user may act no more. */
    private Supplier<S3Caller> acting(Call call) {
        S3Caller caller = data.caller(call);
        String name = AdminData.nameOf(call);
        if (name.isEmpty()) {
            return () -> caller;
        }
        return () -> new S3Caller(
                data.identities()
                        .byName(name)
                        .filter(User::isActive)
                        .map(Principal::signedIn)
                        .orElseThrow(() ->
                                new S3Exception(S3ErrorCode.ACCESS_DENIED, "Who began this may not act any more.")),
                caller.address(),
                caller.secure());
    }

    private Answer preview(Call call) {
        AdminData.requireEnrolled(call);
        BucketTask task = call.body(BucketTask.class);
        try {
            return Answer.ok(tasks.preview(acting(call), call.segment("name"), task));
        } catch (BucketTasks.InvalidTaskException e) {
            throw invalid(e);
        }
    }

    private Answer begin(Call call) {
        BucketTask task = call.body(BucketTask.class);
        try {
            return new Answer(ACCEPTED, tasks.begin(acting(call), AdminData.nameOf(call), call.segment("name"), task));
        } catch (BucketTasks.InvalidTaskException e) {
            throw invalid(e);
        } catch (Jobs.TooManyJobsException e) {
            throw new AdminException(Problem.Code.LIMIT_REACHED, String.valueOf(e.getMessage()));
        }
    }

    private Answer inventories(Call call) {
        return Answer.ok(new Items<>(data.background().inventories().list(data.caller(call), call.segment("name"))));
    }

    private Answer writeInventory(Call call) {
        try {
            return new Answer(
                    ACCEPTED,
                    data.background()
                            .inventories()
                            .begin(acting(call), AdminData.nameOf(call), call.segment("name"), call.segment("id")));
        } catch (Jobs.TooManyJobsException e) {
            throw new AdminException(Problem.Code.LIMIT_REACHED, String.valueOf(e.getMessage()));
        }
    }

    private static AdminException invalid(BucketTasks.InvalidTaskException e) {
        return new AdminException(Problem.Code.INVALID, String.valueOf(e.getMessage()));
    }

    private static boolean mayKnow(Call call, JobDocument job) {
        String name = AdminData.nameOf(call);
        return call.who().isAdmin()
                || (!name.isEmpty() && name.equals(job.course().by()));
    }

    private Answer list(Call call) {
        return Answer.ok(new Items<>(
                jobs.list().stream().filter(job -> mayKnow(call, job)).toList()));
    }

    /** The job the call names; for who may not know it there is none. */
    private JobDocument own(Call call) {
        return jobs.find(call.segment("id"))
                .filter(job -> mayKnow(call, job))
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no such job"));
    }

    private Answer failures(Call call) {
        return Answer.ok(new Items<>(jobs.failures(own(call).id())));
    }

    private Answer cancel(Call call) {
        JobDocument job = own(call);
        return Answer.ok(jobs.cancel(job.id()).orElse(job));
    }
}
