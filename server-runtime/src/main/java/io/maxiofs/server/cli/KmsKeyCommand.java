package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.KmsKeyDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Keys that clients choose by name (SSE-KMS). */
@Command(
        name = "kms-key",
        description = "Keys that clients name in requests (SSE-KMS): create, list, rotate, disable, enable.",
        mixinStandardHelpOptions = true,
        subcommands = {
            KmsKeyCommand.Create.class,
            KmsKeyCommand.ListAll.class,
            KmsKeyCommand.Rotate.class,
            KmsKeyCommand.Disable.class,
            KmsKeyCommand.Enable.class
        })
final class KmsKeyCommand extends CommandGroup {

    private static String text(KmsKeyDocument key) {
        return key.name() + " version " + key.version() + (key.enabled() ? " enabled" : " disabled");
    }

    /** Makes a key. */
    @Command(
            name = "create",
            description = "Create a key; one that is there stays as it is.",
            mixinStandardHelpOptions = true)
    static final class Create extends PrintingCommand {
        @Parameters(paramLabel = "NAME", description = "Name of the key, as clients will give it.")
        private String name = "";

        @Override
        void run(AdminClient client, Output out) {
            KmsKeyDocument key = client.createKmsKey(new KmsKeyDocument.New(name));
            out.show(key, () -> text(key));
        }
    }

    /** Lists keys. */
    @Command(name = "list", description = "List keys.", mixinStandardHelpOptions = true)
    static final class ListAll extends PrintingCommand {
        @Override
        void run(AdminClient client, Output out) {
            out.table(
                    client.kmsKeys(),
                    List.of("NAME", "VERSION", "STATE", "CREATED"),
                    key -> List.of(
                            key.name(),
                            String.valueOf(key.version()),
                            key.enabled() ? "enabled" : "disabled",
                            key.created().toString()));
        }
    }

    /** Gives a key a new version. */
    @Command(
            name = "rotate",
            description =
                    "Give a key a new version, which encrypts from now on; what older ones encrypted stays readable.",
            mixinStandardHelpOptions = true)
    static final class Rotate extends Change {
        Rotate() {
            super(true, null);
        }
    }

    /** Keeps a key from being used. */
    @Command(
            name = "disable",
            description =
                    "Keep a key from being used: NOTHING ENCRYPTED WITH IT CAN BE READ until it is enabled again.",
            mixinStandardHelpOptions = true)
    static final class Disable extends Change {
        Disable() {
            super(false, false);
        }
    }

    /** Lets a key be used again. */
    @Command(name = "enable", description = "Let a key be used again.", mixinStandardHelpOptions = true)
    static final class Enable extends Change {
        Enable() {
            super(false, true);
        }
    }

    /** What the changes have in common. */
    abstract static class Change extends PrintingCommand {
        private final boolean rotate;
        private final @Nullable Boolean enabled;

        @Parameters(paramLabel = "NAME", description = "Name of the key.")
        private String name = "";

        Change(boolean rotate, @Nullable Boolean enabled) {
            this.rotate = rotate;
            this.enabled = enabled;
        }

        @Override
        void run(AdminClient client, Output out) {
            KmsKeyDocument key = client.changeKmsKey(new KmsKeyDocument.Change(name, rotate, enabled));
            out.show(key, () -> text(key));
        }
    }
}
