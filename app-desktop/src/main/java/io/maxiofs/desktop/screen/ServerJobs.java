package io.maxiofs.desktop.screen;

import io.maxiofs.desktop.fx.Work;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.ServerEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import javafx.util.Subscription;

/**
 * Follows work that the server does: with progress in the window, and cancelled there when it is cancelled here. For the
 * user interface thread.
 */
public final class ServerJobs {
    private final Desk desk;
    private final Port port;

    /** What is asked of the server. */
    public interface Port {
        JobDocument job(String id);

        List<ObjectRef.Failure> failures(String id);

        JobDocument cancel(String id);

        /**
         * Calls back on the user interface thread with each news of any job. Where nothing is told, the server is asked now
         * and then instead.
         */
        default Subscription listen(Consumer<JobDocument> news) {
            return Subscription.EMPTY;
        }
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

            @Override
            public Subscription listen(Consumer<JobDocument> news) {
                return context.session().events().listen(Set.of(ServerEvent.Kind.JOB), event -> {
                    if (event instanceof ServerEvent.Worked worked) {
                        news.accept(worked.job());
                    }
                });
            }
        };
    }

    /**
     * Begins a job and follows it to its end. Cancelled in the window it is cancelled on the server, and followed until it
     * has stopped.
     *
     * @param name for the person
     * @param begin asks the server to begin
     * @param ended is called however it ended, unless it could not be begun
     */
    public void follow(String name, Callable<JobDocument> begin, Consumer<JobDocument> ended) {
        JobNews news = new JobNews(port::job);
        Subscription following = port.listen(news::heard);
        Work work = desk.background()
                .start(
                        name,
                        running -> watch(running, begin, news, job -> cancel(name, job, ended)),
                        job -> {
                            tell(name, job);
                            ended.accept(job);
                        },
                        failure -> desk.notices().error(desk.failures().explain(failure)));
        work.runningProperty().subscribe(goesOn -> {
            if (!goesOn) {
                following.unsubscribe();
            }
        });
    }

    private static JobDocument watch(
            Work work, Callable<JobDocument> begin, JobNews news, Consumer<JobDocument> cancelled) throws Exception {
        JobDocument begun = begunInAnyCase(begin);
        try {
            return news.follow(begun, job -> {
                Long total = job.progress().total();
                if (total != null && total > 0) {
                    work.progress((double) job.progress().done() / total);
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancelled.accept(begun);
            return begun;
        }
    }

    /** A job whose answer got lost in a cancel would go on, and nobody would know of it. */
    private static JobDocument begunInAnyCase(Callable<JobDocument> begin) throws Exception {
        FutureTask<JobDocument> asking = new FutureTask<>(begin);
        Thread.ofVirtual().name("begin-job").start(asking);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return asking.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof Exception cause ? cause : e;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Asks the server to stop it, and follows what is left of it. */
    private void cancel(String name, JobDocument job, Consumer<JobDocument> ended) {
        desk.ui().run(() -> follow(name, () -> port.cancel(job.id()), ended));
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
