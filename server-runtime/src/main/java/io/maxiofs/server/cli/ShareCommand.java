package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.ShareDocument;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Links to objects for people without an account. */
@Command(
        name = "share",
        description = "Make, list and revoke links to objects.",
        mixinStandardHelpOptions = true,
        subcommands = {ShareCommand.Create.class, ShareCommand.ListAll.class, ShareCommand.Revoke.class})
final class ShareCommand extends CommandGroup {

    /** Makes a link. */
    @Command(
            name = "create",
            description = "Make a link to an object and print it. It is shown this once.",
            mixinStandardHelpOptions = true)
    static final class Create extends PrintingCommand {
        @Parameters(index = "0", paramLabel = "BUCKET", description = "Bucket of the object.")
        private String bucket = "";

        @Parameters(index = "1", paramLabel = "KEY", description = "Key of the object.")
        private String key = "";

        @Option(names = "--version-id", paramLabel = "ID", description = "One version; otherwise what is current.")
        private @Nullable String version;

        @Option(
                names = "--endpoint",
                paramLabel = "URL",
                description = "Address of the S3 port as others reach it. Default: the one the server knows.")
        private @Nullable String endpoint;

        @Option(names = "--seconds", paramLabel = "N", description = "How long the link works. Default: for ever.")
        private @Nullable Long seconds;

        @Option(
                names = "--link-password",
                arity = "0..1",
                interactive = true,
                paramLabel = "PASSWORD",
                description = "Ask for a password. Without a value it is read from the terminal.")
        private @Nullable String password;

        @Option(names = "--max-downloads", paramLabel = "N", description = "How often it works. Default: always.")
        private @Nullable Integer maxDownloads;

        @Option(names = "--file-name", paramLabel = "NAME", description = "What the download is called.")
        private @Nullable String fileName;

        @Override
        void run(AdminClient client, Output out) {
            ShareDocument.Issued issued = client.shares()
                    .create(new ShareDocument.New(
                            bucket, key, version, endpoint, seconds, password, maxDownloads, fileName));
            out.show(issued, issued::url);
        }
    }

    /** Lists links. */
    @Command(name = "list", description = "List links, the newest first.", mixinStandardHelpOptions = true)
    static final class ListAll extends PrintingCommand {
        @Option(names = "--bucket", paramLabel = "NAME", description = "Only those of this bucket.")
        private @Nullable String bucket;

        @Override
        void run(AdminClient client, Output out) {
            out.table(
                    all(client),
                    List.of("ID", "STATE", "BUCKET", "KEY", "EXPIRES", "DOWNLOADS"),
                    share -> List.of(
                            share.id(),
                            share.state(),
                            share.bucket(),
                            share.key(),
                            share.terms().expires() == null
                                    ? "never"
                                    : share.terms().expires().toString(),
                            String.valueOf(share.use().downloads())));
        }

        private List<ShareDocument> all(AdminClient client) {
            List<ShareDocument> shares = new ArrayList<>();
            String cursor = null;
            do {
                Items<ShareDocument> page = client.shares().list(bucket, null, Items.MAX_LIMIT, cursor);
                shares.addAll(page.items());
                cursor = page.next();
            } while (cursor != null);
            return shares;
        }
    }

    /** Ends a link. */
    @Command(name = "revoke", description = "End a link at once.", mixinStandardHelpOptions = true)
    static final class Revoke extends PrintingCommand {
        @Parameters(paramLabel = "ID", description = "As listed.")
        private String id = "";

        @Override
        void run(AdminClient client, Output out) {
            ShareDocument share = client.shares().revoke(id);
            out.show(share, () -> share.id() + " is " + share.state());
        }
    }
}
