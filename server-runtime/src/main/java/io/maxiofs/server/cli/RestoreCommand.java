package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.JobDocument;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the state of a time current again. */
@Command(
        name = "restore",
        description =
                "Make what a bucket held at a time current again, as new versions; nothing is destroyed. The work goes"
                        + " on as a job: maxiofs job list.",
        mixinStandardHelpOptions = true)
final class RestoreCommand extends PrintingCommand {
    @Option(names = "--bucket", required = true, paramLabel = "NAME", description = "Name of the bucket.")
    private String bucket = "";

    @Option(
            names = "--as-of",
            required = true,
            paramLabel = "TIME",
            description = "In ISO 8601, such as 2026-05-04T03:02:01Z.")
    private Instant asOf = Instant.EPOCH;

    @Option(names = "--prefix", paramLabel = "PREFIX", defaultValue = "", description = "Only what begins with this.")
    private String prefix = "";

    @Option(names = "--preview", description = "Say what would change, and change nothing.")
    private boolean preview;

    @Override
    void run(AdminClient client, Output out) {
        BucketTask task = BucketTask.restore(prefix, asOf);
        if (preview) {
            BucketTask.Preview found = client.buckets().preview(bucket, task);
            out.show(
                    found,
                    () -> (found.complete() ? "" : "at least ") + found.objects() + " objects would change: "
                            + found.versions() + " get back an old version, " + found.deleteMarkers()
                            + " are hidden");
        } else {
            JobDocument job = client.buckets().begin(bucket, task);
            out.show(job, () -> "The restore begins as job " + job.id());
        }
    }
}
