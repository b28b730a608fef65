package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.JobDocument;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Work that goes on in a running server. */
@Command(
        name = "job",
        description = "List and cancel jobs.",
        mixinStandardHelpOptions = true,
        subcommands = {JobCommand.ListAll.class, JobCommand.Cancel.class})
final class JobCommand extends CommandGroup {

    /** One line about a job. */
    static String text(JobDocument job) {
        JobDocument.Progress progress = job.progress();
        return job.id() + " " + job.kind() + " is " + job.state() + ": " + progress.done()
                + (progress.total() == null ? "" : " of " + progress.total())
                + " done, " + progress.failed() + " of them failed"
                + (job.error() == null ? "" : "; " + job.error());
    }

    /** Lists jobs. */
    @Command(
            name = "list",
            description = "List jobs that run, wait or are over, the newest first.",
            mixinStandardHelpOptions = true)
    static final class ListAll extends PrintingCommand {
        @Override
        void run(AdminClient client, Output out) {
            out.table(
                    client.jobs().list(),
                    List.of("ID", "KIND", "BUCKET", "STATE", "DONE", "FAILED", "BEGUN"),
                    job -> List.of(
                            job.id(),
                            job.kind(),
                            job.bucket() == null ? "" : job.bucket(),
                            job.state(),
                            String.valueOf(job.progress().done()),
                            String.valueOf(job.progress().failed()),
                            job.course().created().toString()));
        }
    }

    /** Stops a job. */
    @Command(
            name = "cancel",
            description = "Ask a job to stop; what it has done stays done.",
            mixinStandardHelpOptions = true)
    static final class Cancel extends PrintingCommand {
        @Parameters(paramLabel = "ID", description = "As listed.")
        private String id = "";

        @Override
        void run(AdminClient client, Output out) {
            JobDocument job = client.jobs().cancel(id);
            out.show(job, () -> text(job));
        }
    }
}
