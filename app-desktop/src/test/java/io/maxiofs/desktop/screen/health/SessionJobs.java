package io.maxiofs.desktop.screen.health;

import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectRef;
import java.util.List;

/** The jobs of a server, of which no news are told: it is asked now and then. Safe on any thread. */
record SessionJobs(Session session) implements ServerJobs.Port {
    @Override
    public JobDocument job(String id) {
        return session.admin().jobs().get(id);
    }

    @Override
    public List<ObjectRef.Failure> failures(String id) {
        return session.admin().jobs().failures(id);
    }

    @Override
    public JobDocument cancel(String id) {
        return session.admin().jobs().cancel(id);
    }
}
