package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketSettingDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The settings of a bucket as S3's own documents. */
@Command(
        name = "settings",
        description = "Get, set and delete the settings of a bucket, as S3's own documents.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BucketSettingsCommand.Get.class,
            BucketSettingsCommand.Put.class,
            BucketSettingsCommand.Delete.class
        })
final class BucketSettingsCommand extends CommandGroup {
    private static final String SETTING =
            "versioning, object-lock, policy, acl, cors, public-access-block, ownership, lifecycle, encryption,"
                    + " notification, logging, website, tags, inventory, request-payment or quota.";

    /** Prints a setting. */
    @Command(name = "get", description = "Print a setting.", mixinStandardHelpOptions = true)
    static final class Get extends PrintingCommand {
        @Parameters(index = "0", paramLabel = "BUCKET", description = "Name of the bucket.")
        private String bucket = "";

        @Parameters(index = "1", paramLabel = "SETTING", description = SETTING)
        private String setting = "";

        @Override
        void run(AdminClient client, Output out) {
            BucketSettingDocument found = client.buckets().setting(bucket, setting);
            String document = found.document();
            out.show(found, () -> document == null ? setting + " is not set" : document);
        }
    }

    /** Puts a setting. */
    @Command(name = "set", description = "Set a setting from a file.", mixinStandardHelpOptions = true)
    static final class Put extends PrintingCommand {
        @Parameters(index = "0", paramLabel = "BUCKET", description = "Name of the bucket.")
        private String bucket = "";

        @Parameters(index = "1", paramLabel = "SETTING", description = SETTING)
        private String setting = "";

        @Option(names = "--file", required = true, paramLabel = "FILE", description = "The document.")
        private Path file = Path.of("");

        @Override
        void run(AdminClient client, Output out) throws IOException {
            String document = Files.readString(file);
            BucketSettingDocument now = client.buckets().putSetting(bucket, setting, document);
            out.show(now, () -> setting + " is set");
        }
    }

    /** Takes a setting away. */
    @Command(name = "delete", description = "Take a setting away.", mixinStandardHelpOptions = true)
    static final class Delete extends ConnectedCommand {
        @Parameters(index = "0", paramLabel = "BUCKET", description = "Name of the bucket.")
        private String bucket = "";

        @Parameters(index = "1", paramLabel = "SETTING", description = SETTING)
        private String setting = "";

        @Override
        void run(AdminClient client) {
            client.buckets().deleteSetting(bucket, setting);
        }
    }
}
