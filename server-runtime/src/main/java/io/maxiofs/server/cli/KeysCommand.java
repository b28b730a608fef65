package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.MasterKeysDocument;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.file.PrivateFiles;
import io.maxiofs.storage.tool.RecoveryKit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The master keys of encryption at rest. */
@Command(
        name = "keys",
        description = "Master keys of encryption at rest: rotate, wrap anew, recovery kit.",
        mixinStandardHelpOptions = true,
        subcommands = {
            KeysCommand.Status.class,
            KeysCommand.Rotate.class,
            KeysCommand.Rewrap.class,
            KeysCommand.Kit.class
        })
final class KeysCommand extends CommandGroup {

    private static String text(MasterKeysDocument document) {
        StringBuilder text = new StringBuilder();
        document.keys()
                .forEach(key -> text.append(key.name())
                        .append("  version ")
                        .append(key.version())
                        .append('\n'));
        MasterKeysDocument.Rewrap rewrap = document.rewrap();
        text.append("rewrap  ").append(rewrap.state());
        if (rewrap.started() != null) {
            text.append(": ")
                    .append(rewrap.rewrapped())
                    .append(" of ")
                    .append(rewrap.seen())
                    .append(" wrapped anew, ")
                    .append(rewrap.failed())
                    .append(" failed");
        }
        if (rewrap.lastError() != null) {
            text.append("\n        ").append(rewrap.lastError());
        }
        return text.toString();
    }

    /** Names and versions. */
    @Command(
            name = "status",
            description = "Show the keys, and how wrapping anew stands.",
            mixinStandardHelpOptions = true)
    static final class Status extends PrintingCommand {
        @Override
        void run(AdminClient client, Output out) {
            MasterKeysDocument document = client.masterKeys();
            out.show(document, () -> text(document));
        }
    }

    /** A new version. */
    @Command(
            name = "rotate",
            description = "Make a new version of a master key; it wraps from now on, older ones stay to unwrap.",
            mixinStandardHelpOptions = true)
    static final class Rotate extends PrintingCommand {
        @Parameters(paramLabel = "NAME", arity = "0..1", description = "Which key. Default: the store's own.")
        private @Nullable String name;

        @Override
        void run(AdminClient client, Output out) {
            MasterKeysDocument.Key key = client.rotateMasterKey(new MasterKeysDocument.Rotation(name));
            out.show(
                    key,
                    () -> key.name() + " has version " + key.version()
                            + "\nMake a new recovery kit, then run: maxiofs keys rewrap");
        }
    }

    /** New wraps. */
    @Command(
            name = "rewrap",
            description = "Wrap the keys of all bodies anew with the newest master keys, in the background.",
            mixinStandardHelpOptions = true)
    static final class Rewrap extends PrintingCommand {
        @Override
        void run(AdminClient client, Output out) {
            MasterKeysDocument document = client.rewrapKeys();
            out.show(document, () -> text(document) + "\nSee: maxiofs keys status");
        }
    }

    /** All keys as text. */
    @Command(
            name = "recovery-kit",
            description = "Export the master keys as text, or put them back.",
            mixinStandardHelpOptions = true,
            subcommands = {ExportKit.class, ImportKit.class})
    static final class Kit extends CommandGroup {}

    private static RecoveryKit kit(Path directory) {
        return new RecoveryKit(new LocalDisk(), directory, new SecureRandom(), InstantSource.system());
    }

    /** Writes a kit. */
    @Command(
            name = "export",
            description = "Print all master keys of a data directory. Whoever has them can read everything.",
            mixinStandardHelpOptions = true)
    static final class ExportKit extends OfflineCommand {
        @Option(names = "--to", paramLabel = "FILE", description = "Write a file only its owner may read instead.")
        private @Nullable Path target;

        @Override
        int run(Path directory) throws IOException {
            String text = kit(directory).export();
            Path file = target;
            if (file == null) {
                line(text);
            } else {
                new PrivateFiles(new LocalDisk()).write(file.toAbsolutePath(), text.getBytes(StandardCharsets.UTF_8));
                line("The recovery kit is in " + file + ". Keep it where the store is not.");
            }
            return ExitCode.OK;
        }
    }

    /** Reads a kit. */
    @Command(
            name = "import",
            description =
                    "Add the keys of a kit to a data directory no server runs on; makes its key file if it is lost.",
            mixinStandardHelpOptions = true)
    static final class ImportKit extends OfflineCommand {
        private static final int MAX_BYTES = 1 << 20;

        @Parameters(paramLabel = "FILE", description = "The kit.")
        private Path source = Path.of(".");

        @Override
        int run(Path directory) throws IOException {
            if (Files.size(source) > MAX_BYTES) {
                throw new IOException(source + " is too long for a recovery kit");
            }
            int added = kit(directory).importInto(Files.readString(source, StandardCharsets.UTF_8));
            if (isJson()) {
                json(Map.of("added", added));
            } else {
                line(added + " keys were added");
            }
            return ExitCode.OK;
        }
    }
}
