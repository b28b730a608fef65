package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.QuotaDocument;
import io.maxiofs.server.identity.FirstAdministrator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    static final class Create implements Callable<Integer> {
        @Mixin
        private final AdminConnection connection = new AdminConnection();

        @Mixin
        private final Output output = new Output();

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
        public Integer call() {
            try (AdminClient client = connection.open()) {
                BucketDocument bucket =
                        client.buckets().create(new BucketDocument.New(name, owner, versioning, objectLock));
                output.show(bucket, () -> "created " + bucket.name());
            }
            return ExitCode.OK;
        }
    }

    /** Lists buckets. */
    @Command(name = "list", description = "List buckets.", mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private final AdminConnection connection = new AdminConnection();

        @Mixin
        private final Output output = new Output();

        @Override
        public Integer call() {
            try (AdminClient client = connection.open()) {
                output.table(
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
            return ExitCode.OK;
        }
    }

    /** Changes a bucket. */
    @Command(name = "change", description = "Change a bucket.", mixinStandardHelpOptions = true)
    static final class Change implements Callable<Integer> {
        @Mixin
        private final AdminConnection connection = new AdminConnection();

        @Mixin
        private final Output output = new Output();

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
        public Integer call() {
            try (AdminClient client = connection.open()) {
                BucketDocument bucket = client.buckets().change(name, BucketDocument.Change.ofDurability(durability));
                output.show(
                        bucket,
                        () -> bucket.name() + " has durability "
                                + bucket.protection().durability());
            }
            return ExitCode.OK;
        }
    }

    /** Limits a bucket. */
    @Command(
            name = "quota",
            description = "Replace a bucket's limits; one that is not given is lifted.",
            mixinStandardHelpOptions = true)
    static final class Quota implements Callable<Integer> {
        @Mixin
        private final AdminConnection connection = new AdminConnection();

        @Parameters(paramLabel = "NAME", description = "Name of the bucket.")
        private String name = "";

        @Option(names = "--max-bytes", paramLabel = "N", description = "Bytes it may hold, all versions together.")
        private @Nullable Long bytes;

        @Option(names = "--max-objects", paramLabel = "N", description = "Objects it may hold.")
        private @Nullable Long objects;

        @Override
        public Integer call() {
            try (AdminClient client = connection.open()) {
                client.buckets().setQuota(name, new QuotaDocument(bytes, objects));
            }
            return ExitCode.OK;
        }
    }

    /** Deletes a bucket. */
    @Command(name = "delete", description = "Delete an empty bucket.", mixinStandardHelpOptions = true)
    static final class Delete implements Callable<Integer> {
        @Mixin
        private final AdminConnection connection = new AdminConnection();

        @Parameters(paramLabel = "NAME", description = "Name of the bucket.")
        private String name = "";

        @Override
        public Integer call() {
            try (AdminClient client = connection.open()) {
                client.buckets().delete(name);
            }
            return ExitCode.OK;
        }
    }
}
