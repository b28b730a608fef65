package io.maxiofs.server;

import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ServerEvent.Kind;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.job.JobListener;
import io.maxiofs.server.observe.live.EventHub;

/** Tells those who listen to the server how jobs get on: administrators of the tenant of who began them. */
final class JobNews implements JobListener {
    private final EventHub hub;
    private final UserDirectory users;

    JobNews(EventHub hub, UserDirectory users) {
        this.hub = hub;
        this.users = users;
    }

    @Override
    public void changed(JobDocument job) {
        String tenant = users.byName(job.course().by()).map(User::tenant).orElse("");
        hub.publish(Kind.JOB, tenant, () -> job);
    }
}
