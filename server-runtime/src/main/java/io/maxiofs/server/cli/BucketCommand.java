package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.QuotaDocument;
import io.maxiofs.server.identity.FirstAdministrator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Buckets of a running server. */
@Command(
        name = "bucket",
        description = "Create, list, change and delete buckets.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BucketCommand.Create.class,
            BucketCommand.ListAll.class,
            BucketCommand.Change.class,
            BucketCommand.Quota.class,
            BucketSettingsCommand.class,
            BucketInventoryCommand.class,
            BucketCommand.Delete.class
        })
final class BucketCommand extends CommandGroup {

    /** Creates a bucket. */
    @Command(name = "create", description = "Create a bucket.", mixinStandardHelpOptions = true)
    static final class Create extends PrintingCommand {
        @Parameters(paramLabel = "NAME", description = "Name of the bucket.")
        private String name = "";

        @Option(
                names = "--owner",
                paramLabel = "USER",
                defaultValue = FirstAdministrator.USER_NAME,
                description = "Who owns it. Default: ${DEFAULT-VALUE}.")
        private String owner = FirstAdministrator.USER_NAME;

        @Option(names = "--versioning", description = "Keep all versions of its objects.")
        private boolean versioning;

        @Option(names = "--object-lock", description = "Allow objects to be locked; implies --versioning.")
        private boolean objectLock;

        @Override
        void run(AdminClient client, Output out) {
            BucketDocument bucket =
                    client.buckets().create(new BucketDocument.New(name, owner, versioning, objectLock));
            out.show(bucket, () -> "created " + bucket.name());
        }
    }

    /** Lists buckets. */
    @Command(name = "list", description = "List buckets.", mixinStandardHelpOptions = true)
    static final class ListAll extends PrintingCommand {
        @Override
        void run(AdminClient client, Output out) {
            out.table(
                    client.buckets().list(),
                    List.of("NAME", "OWNER", "CREATED", "VERSIONING", "OBJECTS", "SIZE"),
                    bucket -> List.of(
                            bucket.name(),
                            bucket.owner().name(),
                            bucket.created().toString(),
                            bucket.protection().versioning(),
                            String.valueOf(bucket.usage().objects()),
                            ByteText.of(bucket.usage().totalBytes())));
        }
    }

    /** Changes a bucket. */
    @Command(name = "change", description = "Change a bucket.", mixinStandardHelpOptions = true)
    static final class Change extends PrintingCommand {
        @Parameters(paramLabel = "NAME", description = "Name of the bucket.")
        private String name = "";

        @Option(
                names = "--durability",
                paramLabel = "MODE",
                required = true,
                description = "safe: a confirmed write is on the disk. fast: A POWER CUT LOSES the writes of the last"
                        + " moment (storage.fast-flush-interval), although they were confirmed. default: as the"
                        + " server's setting says.")
        private String durability = "";

        @Override
        void run(AdminClient client, Output out) {
            BucketDocument bucket = client.buckets().change(name, BucketDocument.Change.ofDurability(durability));
            out.show(
                    bucket,
                    () -> bucket.name() + " has durability "
                            + bucket.protection().durability());
        }
    }

    /** Limits a bucket. */
    @Command(
            name = "quota",
            description = "Replace a bucket's limits; one that is not given is lifted.",
            mixinStandardHelpOptions = true)
    static final class Quota extends ConnectedCommand {
        @Parameters(paramLabel = "NAME", description = "Name of the bucket.")
        private String name = "";

        @Option(names = "--max-bytes", paramLabel = "N", description = "Bytes it may hold, all versions together.")
        private @Nullable Long bytes;

        @Option(names = "--max-objects", paramLabel = "N", description = "Objects it may hold.")
        private @Nullable Long objects;

        @Override
        void run(AdminClient client) {
            client.buckets().setQuota(name, new QuotaDocument(bytes, objects));
        }
    }

    /** Deletes a bucket. */
    @Command(name = "delete", description = "Delete an empty bucket.", mixinStandardHelpOptions = true)
    static final class Delete extends ConnectedCommand {
        @Parameters(paramLabel = "NAME", description = "Name of the bucket.")
        private String name = "";

        @Override
        void run(AdminClient client) {
            client.buckets().delete(name);
        }
    }
}
