package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.RepairDocument;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Mending what a scrub found. */
@Command(
        name = "repair",
        description = "Mend what a scrub found.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RepairCommand.ListThem.class,
            RepairCommand.Reread.class,
            RepairCommand.FromCopy.class,
            RepairCommand.FromFile.class,
            RepairCommand.Rewrite.class,
            RepairCommand.Remove.class
        })
final class RepairCommand extends CommandGroup {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** Lists what was found. */
    @Command(
            name = "list",
            description = "List what scrubs found, and what can be done about it.",
            mixinStandardHelpOptions = true)
    static final class ListThem extends PrintingCommand {
        @Override
        void run(AdminClient client, Output out) {
            List<HealthDocument.Damage> found =
                    client.health().findings().scrub().findings();
            if (found.isEmpty() && !out.isJson()) {
                out.line("Nothing was found that is not repaired.");
                return;
            }
            out.table(found, List.of("SEVERITY", "BUCKET", "KEY", "VERSION", "REPAIRS", "FOUND"), damage -> {
                HealthDocument.Affected affected = damage.affected();
                RepairDocument.Version version = affected == null ? null : affected.version();
                return List.of(
                        damage.severity(),
                        version == null ? "" : version.bucket(),
                        version == null ? "" : version.key(),
                        version == null ? "" : version.versionId(),
                        String.join(",", damage.repairs()),
                        damage.detail());
            });
        }
    }

    /** A command about one version, which waits until the server has done it. Exit code 1 if nothing was repaired. */
    abstract static class OneVersion extends PrintingCommand {
        @Parameters(index = "0", paramLabel = "BUCKET")
        @SuppressWarnings("NullAway.Init")
        private String bucket;

        @Parameters(index = "1", paramLabel = "KEY")
        @SuppressWarnings("NullAway.Init")
        private String key;

        @Option(
                names = "--version-id",
                paramLabel = "ID",
                defaultValue = "null",
                description = "The version. Default: null, the version of a bucket without versioning.")
        @SuppressWarnings("NullAway.Init")
        private String versionId;

        final RepairDocument.Version version() {
            return new RepairDocument.Version(bucket, key, versionId);
        }

        final JobDocument begin(AdminClient client, String repair) {
            return client.repairs().begin(new RepairDocument.Request(bucket, key, versionId, repair));
        }

        /** Begins it. */
        abstract JobDocument begin(AdminClient client);

        @Override
        final void run(AdminClient client, Output out) {
            JobDocument job = begin(client);
            while (!job.isOver() && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
                job = client.jobs().get(job.id());
            }
            JobDocument ended = job;
            List<ObjectRef.Failure> failures = client.jobs().failures(ended.id());
            if (!failures.isEmpty()) {
                ObjectRef.Failure why = failures.getFirst();
                throw new NotRepairedException(why.code() + ": " + why.message());
            }
            if (!ended.state().equals("done")) {
                throw new NotRepairedException(
                        "The job is " + ended.state() + (ended.error() == null ? "" : ": " + ended.error()));
            }
            out.show(ended, () -> version() + ": " + done());
        }

        /** What to say when it is done. */
        String done() {
            return "it is well";
        }
    }

    /** Reads again. */
    @Command(
            name = "reread",
            description = "Read a version again: the fault may have passed.",
            mixinStandardHelpOptions = true)
    static final class Reread extends OneVersion {
        @Override
        JobDocument begin(AdminClient client) {
            return begin(client, "reread");
        }
    }

    /** Takes a copy. */
    @Command(
            name = "from-copy",
            description = "Write a version anew from another one in the store that has the same bytes.",
            mixinStandardHelpOptions = true)
    static final class FromCopy extends OneVersion {
        @Override
        JobDocument begin(AdminClient client) {
            return begin(client, "copy");
        }
    }

    /** Takes a file. */
    @Command(
            name = "from-file",
            description = "Write a version anew from a file, which must have the very bytes that were uploaded.",
            mixinStandardHelpOptions = true)
    static final class FromFile extends OneVersion {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(names = "--file", paramLabel = "FILE", required = true, description = "The original.")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Override
        JobDocument begin(AdminClient client) {
            try {
                return client.repairs().give(version(), file);
            } catch (FileNotFoundException e) {
                throw new ParameterException(spec.commandLine(), "There is no file " + file, e);
            }
        }
    }

    /** Writes the record. */
    @Command(
            name = "rewrite",
            description = "Write the record of a version anew, of which the journal has lost it.",
            mixinStandardHelpOptions = true)
    static final class Rewrite extends OneVersion {
        @Override
        JobDocument begin(AdminClient client) {
            return begin(client, "rewrite");
        }
    }

    /** Removes. */
    @Command(
            name = "remove",
            description = "Remove a version whose bytes cannot be read, for good.",
            mixinStandardHelpOptions = true)
    static final class Remove extends OneVersion {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(names = "--yes", description = "Yes, remove it.")
        private boolean yes;

        @Override
        JobDocument begin(AdminClient client) {
            if (!yes) {
                throw new ParameterException(spec.commandLine(), "A removed version does not come back: say --yes");
            }
            return begin(client, "remove");
        }

        @Override
        String done() {
            return "it is removed";
        }
    }

    /** Nothing was repaired. */
    static final class NotRepairedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotRepairedException(String message) {
            super(message);
        }
    }
}
