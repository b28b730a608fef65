package io.maxiofs.desktop.screen;

import io.maxiofs.desktop.fx.Work;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectRef;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Follows work that the server does: with progress in the window, and cancelled there when it is cancelled here. For the
 * user interface thread.
 */
public final class ServerJobs {
    private static final Duration ASK_EVERY = Duration.ofMillis(250);

    private final Desk desk;
    private final Port port;

    /** What is asked of the server. */
    public interface Port {
        JobDocument job(String id);

        List<ObjectRef.Failure> failures(String id);

        JobDocument cancel(String id);
    }

    public ServerJobs(Desk desk, Port port) {
        this.desk = desk;
        this.port = port;
    }

    /** The jobs of a session. */
    public static ServerJobs of(ScreenContext context) {
        return new ServerJobs(Desk.of(context), port(context));
    }

    /** What the server of a session says of its jobs. */
    public static Port port(ScreenContext context) {
        return new Port() {
            @Override
            public JobDocument job(String id) {
                return context.session().admin().jobs().get(id);
            }

            @Override
            public List<ObjectRef.Failure> failures(String id) {
                return context.session().admin().jobs().failures(id);
            }

            @Override
            public JobDocument cancel(String id) {
                return context.session().admin().jobs().cancel(id);
            }
        };
    }

    /**
     * Begins a job and follows it to its end.
     *
     * @param name for the person
     * @param begin asks the server to begin
     * @param ended is called however it ended, unless it could not be begun
     */
    public void follow(String name, Callable<JobDocument> begin, Consumer<JobDocument> ended) {
        desk.background()
                .start(
                        name,
                        work -> watch(work, begin.call()),
                        job -> {
                            tell(name, job);
                            ended.accept(job);
                        },
                        failure -> desk.notices().error(desk.failures().explain(failure)));
    }

    private JobDocument watch(Work work, JobDocument begun) {
        JobDocument job = begun;
        while (!job.isOver()) {
            try {
                Thread.sleep(ASK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                cancelOnServer(job.id());
                return job;
            }
            job = port.job(job.id());
            Long total = job.progress().total();
            if (total != null && total > 0) {
                work.progress((double) job.progress().done() / total);
            }
        }
        return job;
    }

    /** On a thread that is not interrupted. */
    private void cancelOnServer(String id) {
        desk.background()
                .run(
                        id,
                        () -> port.cancel(id),
                        job -> {},
                        failure -> desk.notices().error(desk.failures().explain(failure)));
    }

    private void tell(String name, JobDocument job) {
        long failed = job.progress().failed();
        switch (job.state()) {
            case "done" -> {
                if (failed == 0) {
                    desk.notices().success(desk.texts().get("job.done", name));
                } else {
                    tellFailures(name, job);
                }
            }
            case "failed", "interrupted" ->
                desk.notices()
                        .error(desk.texts().get("job.failed", name, job.error() == null ? job.state() : job.error()));
            default -> desk.notices().warning(desk.texts().get("job.cancelled", name));
        }
    }

    private void tellFailures(String name, JobDocument job) {
        desk.run(name, () -> port.failures(job.id()), failures -> {
            String first = failures.isEmpty()
                    ? ""
                    : failures.getFirst().key() + ": " + failures.getFirst().message();
            desk.notices()
                    .warning(desk.texts().get("job.partly", name, job.progress().failed(), first));
        });
    }
}
