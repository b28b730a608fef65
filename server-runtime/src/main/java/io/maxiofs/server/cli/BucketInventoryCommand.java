package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketInventory;
import io.maxiofs.server.admin.api.JobDocument;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The inventories of a bucket, and one of them now. */
@Command(
        name = "inventory",
        description = "List the inventories of a bucket, and write one now.",
        mixinStandardHelpOptions = true,
        subcommands = {BucketInventoryCommand.ListAll.class, BucketInventoryCommand.Run.class})
final class BucketInventoryCommand extends CommandGroup {

    /** Lists them. */
    @Command(name = "list", description = "List the inventories of a bucket.", mixinStandardHelpOptions = true)
    static final class ListAll extends PrintingCommand {
        @Parameters(index = "0", paramLabel = "BUCKET", description = "Name of the bucket.")
        private String bucket = "";

        @Override
        void run(AdminClient client, Output out) {
            List<BucketInventory> found = client.buckets().inventories(bucket);
            out.show(
                    found,
                    () -> found.stream()
                            .map(inventory -> inventory.id() + "  " + inventory.schedule() + "  to "
                                    + inventory.destination() + "/" + inventory.destinationPrefix()
                                    + (inventory.enabled() ? "" : "  off"))
                            .collect(Collectors.joining("\n")));
        }
    }

    /** Writes one now. */
    @Command(
            name = "run",
            description = "Write an inventory now, as a job: maxiofs job list.",
            mixinStandardHelpOptions = true)
    static final class Run extends PrintingCommand {
        @Parameters(index = "0", paramLabel = "BUCKET", description = "Name of the bucket.")
        private String bucket = "";

        @Parameters(index = "1", paramLabel = "ID", description = "Id of the inventory.")
        private String id = "";

        @Override
        void run(AdminClient client, Output out) {
            JobDocument job = client.buckets().writeInventory(bucket, id);
            out.show(job, () -> "The inventory is written by job " + job.id());
        }
    }
}
