package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.KmsKeyDocument;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    static final class Create implements Callable<Integer> {
        @Mixin
        private final AdminConnection connection = new AdminConnection();

        @Mixin
        private final Output output = new Output();

        @Parameters(paramLabel = "NAME", description = "Name of the key, as clients will give it.")
        private String name = "";

        @Override
        public Integer call() {
            try (AdminClient client = connection.open()) {
                KmsKeyDocument key = client.createKmsKey(new KmsKeyDocument.New(name));
                output.show(key, () -> text(key));
            }
            return ExitCode.OK;
        }
    }

    /** Lists keys. */
    @Command(name = "list", description = "List keys.", mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private final AdminConnection connection = new AdminConnection();

        @Mixin
        private final Output output = new Output();

        @Override
        public Integer call() {
            try (AdminClient client = connection.open()) {
                output.table(
                        client.kmsKeys(),
                        List.of("NAME", "VERSION", "STATE", "CREATED"),
                        key -> List.of(
                                key.name(),
                                String.valueOf(key.version()),
                                key.enabled() ? "enabled" : "disabled",
                                key.created().toString()));
            }
            return ExitCode.OK;
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
    abstract static class Change implements Callable<Integer> {
        private final boolean rotate;
        private final @Nullable Boolean enabled;

        @Mixin
        private final AdminConnection connection = new AdminConnection();

        @Mixin
        private final Output output = new Output();

        @Parameters(paramLabel = "NAME", description = "Name of the key.")
        private String name = "";

        Change(boolean rotate, @Nullable Boolean enabled) {
            this.rotate = rotate;
            this.enabled = enabled;
        }

        @Override
        public Integer call() {
            try (AdminClient client = connection.open()) {
                KmsKeyDocument key = client.changeKmsKey(new KmsKeyDocument.Change(name, rotate, enabled));
                output.show(key, () -> text(key));
            }
            return ExitCode.OK;
        }
    }
}
