package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Access keys of a running server. */
@Command(
        name = "key",
        description = "Create, list, enable, disable and delete access keys.",
        mixinStandardHelpOptions = true,
        subcommands = {
            KeyCommand.Create.class,
            KeyCommand.ListAll.class,
            KeyCommand.Enable.class,
            KeyCommand.Disable.class,
            KeyCommand.Change.class,
            KeyCommand.Delete.class
        })
final class KeyCommand extends CommandGroup {

    static String text(AccessKeyDocument.Issued issued) {
        return "access key    " + issued.key().id() + "\nsecret key    " + issued.secretKey()
                + "\nThe secret is not shown again.";
    }

    /** Creates a key. */
    @Command(name = "create", description = "Create an access key.", mixinStandardHelpOptions = true)
    static final class Create extends PrintingCommand {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "USER", description = "Whose key it is.")
        private String user = "";

        @Option(names = "--access-key", paramLabel = "ID", description = "Id; random by default.")
        private @Nullable String accessKey;

        @Option(names = "--secret-key", paramLabel = "SECRET", description = "Secret; random by default.")
        private @Nullable String secretKey;

        @Option(
                names = "--expires-in",
                paramLabel = "DURATION",
                description = "How long the key is valid, such as P30D or PT12H. Default: for ever.")
        private @Nullable Duration expiresIn;

        @Option(names = "--policy", paramLabel = "FILE", description = "A policy that narrows the key.")
        private @Nullable Path policy;

        @Override
        void run(AdminClient client, Output out) {
            if ((accessKey == null) != (secretKey == null)) {
                throw new ParameterException(spec.commandLine(), "--access-key and --secret-key belong together");
            }
            AccessKeyDocument.Chosen chosen =
                    accessKey == null ? null : new AccessKeyDocument.Chosen(accessKey, secretKey);
            Instant expires =
                    expiresIn == null ? null : InstantSource.system().instant().plus(expiresIn);
            AccessKeyDocument.Issued issued = client.createAccessKey(
                    new AccessKeyDocument.New(user, chosen, expires, policy == null ? null : PolicyFile.read(policy)));
            out.show(issued, () -> text(issued));
        }
    }

    /** Lists keys. */
    @Command(name = "list", description = "List access keys.", mixinStandardHelpOptions = true)
    static final class ListAll extends PrintingCommand {
        @Parameters(paramLabel = "USER", arity = "0..1", description = "Only this user's.")
        private @Nullable String user;

        @Override
        void run(AdminClient client, Output out) {
            out.table(
                    client.accessKeys(user),
                    List.of("ID", "USER", "STATUS", "CREATED", "EXPIRES", "LAST USED"),
                    key -> List.of(
                            key.id(),
                            key.user(),
                            key.status(),
                            key.created().toString(),
                            Objects.toString(key.expires(), "never"),
                            Objects.toString(key.lastUsed(), "never")));
        }
    }

    /** What enabling, disabling and deleting have in common. */
    abstract static class OfOneKey extends ConnectedCommand {
        @Parameters(paramLabel = "ID", description = "Id of the access key.")
        private String id = "";

        abstract void act(AdminClient client, String keyId);

        @Override
        final void run(AdminClient client) {
            act(client, id);
        }
    }

    /** Enables a key. */
    @Command(name = "enable", description = "Let an access key work again.", mixinStandardHelpOptions = true)
    static final class Enable extends OfOneKey {
        @Override
        void act(AdminClient client, String keyId) {
            client.changeAccessKey(keyId, new AccessKeyDocument.Change("active"));
        }
    }

    /** Disables a key. */
    @Command(name = "disable", description = "Refuse requests of an access key.", mixinStandardHelpOptions = true)
    static final class Disable extends OfOneKey {
        @Override
        void act(AdminClient client, String keyId) {
            client.changeAccessKey(keyId, new AccessKeyDocument.Change("disabled"));
        }
    }

    /** Narrows a key or says when it ends. */
    @Command(
            name = "change",
            description = "Narrow an access key or say when it ends; effective at once.",
            mixinStandardHelpOptions = true)
    static final class Change extends OfOneKey {
        @Option(
                names = "--expires-in",
                paramLabel = "DURATION",
                description = "How long the key is valid from now on, such as P30D or PT12H.")
        private @Nullable Duration expiresIn;

        @Option(names = "--never-expires", description = "The key is valid for ever.")
        private boolean neverExpires;

        @Option(names = "--policy", paramLabel = "FILE", description = "A policy that narrows the key.")
        private @Nullable Path policy;

        @Option(names = "--whole", description = "The key may do all its user may.")
        private boolean whole;

        @Override
        void act(AdminClient client, String keyId) {
            Instant expires =
                    expiresIn == null ? null : InstantSource.system().instant().plus(expiresIn);
            String document = policy == null ? null : PolicyFile.read(policy);
            client.changeAccessKey(
                    keyId, new AccessKeyDocument.Change(null, expires, neverExpires, whole ? "" : document));
        }
    }

    /** Deletes a key. */
    @Command(name = "delete", description = "Delete an access key.", mixinStandardHelpOptions = true)
    static final class Delete extends OfOneKey {
        @Override
        void act(AdminClient client, String keyId) {
            client.deleteAccessKey(keyId);
        }
    }
}
