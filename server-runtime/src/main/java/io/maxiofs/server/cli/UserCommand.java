package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.UserDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Users of a running server. */
@Command(
        name = "user",
        description = "Create, list, change and delete users.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UserCommand.Create.class,
            UserCommand.ListAll.class,
            UserCommand.Change.class,
            UserCommand.Delete.class,
            UserRescueCommands.Unlock.class,
            UserRescueCommands.TwoFactor.class
        })
final class UserCommand extends CommandGroup {

    /** Creates a user, with a first access key if one is given or asked for. */
    @Command(name = "create", description = "Create a user.", mixinStandardHelpOptions = true)
    static final class Create extends PrintingCommand {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "Name of the user.")
        private String name = "";

        @Option(names = "--canonical-id", paramLabel = "ID", description = "Canonical id; random by default.")
        private @Nullable String canonicalId;

        @Option(names = "--display-name", paramLabel = "TEXT", description = "Display name; the name by default.")
        private @Nullable String displayName;

        @Option(names = "--email", paramLabel = "ADDRESS", description = "E-mail address; unique.")
        private @Nullable String email;

        @Option(names = "--role", paramLabel = "ROLE", defaultValue = "user", description = "admin, user or read-only.")
        private String role = "user";

        @Option(
                names = "--tenant",
                paramLabel = "TENANT",
                description = "The tenant it is in, for good; none by default.")
        private @Nullable String tenant;

        @Option(names = "--access-key", paramLabel = "ID", description = "Id of a first access key.")
        private @Nullable String accessKey;

        @Option(names = "--secret-key", paramLabel = "SECRET", description = "Secret of that key.")
        private @Nullable String secretKey;

        @Option(names = "--with-key", description = "Create a first access key with random id and secret.")
        private boolean withKey;

        @Option(
                names = "--new-password",
                paramLabel = "PASSWORD",
                arity = "0..1",
                interactive = true,
                description = "Password to sign in with; asked for if no value is given. Without one the user cannot.")
        private @Nullable String newPassword;

        @Override
        void run(AdminClient client, Output out) {
            if ((accessKey == null) != (secretKey == null)) {
                throw new ParameterException(spec.commandLine(), "--access-key and --secret-key belong together");
            }
            AccessKeyDocument.Chosen chosen =
                    accessKey == null && !withKey ? null : new AccessKeyDocument.Chosen(accessKey, secretKey);
            UserDocument.Created created = client.createUser(
                    new UserDocument.New(name, canonicalId, displayName, email, role, newPassword, chosen, tenant));
            out.show(created, () -> text(created));
        }

        private static String text(UserDocument.Created created) {
            String user = "user          " + created.user().name() + "\ncanonical id  "
                    + created.user().canonicalId();
            AccessKeyDocument.Issued key = created.accessKey();
            return key == null ? user : user + "\n" + KeyCommand.text(key);
        }
    }

    /** Lists users. */
    @Command(name = "list", description = "List users.", mixinStandardHelpOptions = true)
    static final class ListAll extends PrintingCommand {
        @Override
        void run(AdminClient client, Output out) {
            out.table(
                    client.users(),
                    List.of("NAME", "ROLE", "STATUS", "CANONICAL ID", "E-MAIL"),
                    user -> List.of(user.name(), user.role(), user.status(), user.canonicalId(), user.email()));
        }
    }

    /** Changes a user. */
    @Command(name = "change", description = "Change a user. What is not given stays.", mixinStandardHelpOptions = true)
    static final class Change extends PrintingCommand {
        @Parameters(paramLabel = "NAME", description = "Name of the user.")
        private String name = "";

        @Option(names = "--display-name", paramLabel = "TEXT", description = "Display name.")
        private @Nullable String displayName;

        @Option(names = "--email", paramLabel = "ADDRESS", description = "E-mail address; empty for none.")
        private @Nullable String email;

        @Option(names = "--role", paramLabel = "ROLE", description = "admin or user.")
        private @Nullable String role;

        @Option(names = "--status", paramLabel = "STATUS", description = "active or suspended.")
        private @Nullable String status;

        @Option(
                names = "--new-password",
                paramLabel = "PASSWORD",
                arity = "0..1",
                interactive = true,
                description = "New password; asked for if no value is given. Ends the user's sessions.")
        private @Nullable String newPassword;

        @Override
        void run(AdminClient client, Output out) {
            UserDocument user =
                    client.changeUser(name, new UserDocument.Change(displayName, email, role, status, newPassword));
            out.show(user, () -> "changed " + user.name());
        }
    }

    /** Deletes a user. */
    @Command(name = "delete", description = "Delete a user and their access keys.", mixinStandardHelpOptions = true)
    static final class Delete extends ConnectedCommand {
        @Parameters(paramLabel = "NAME", description = "Name of the user.")
        private String name = "";

        @Override
        void run(AdminClient client) {
            client.deleteUser(name);
        }
    }
}
