package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.cli.doctor.Finding;
import io.maxiofs.server.cli.doctor.TargetChecks;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ConfigurationLoader;
import io.maxiofs.storage.engine.StoreLayout;
import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.file.DiskFullException;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.tool.MoveCheck;
import io.maxiofs.storage.tool.MoveFiles;
import io.maxiofs.storage.tool.MoveListener;
import io.maxiofs.storage.tool.MoveReport;
import io.maxiofs.storage.tool.MoveStoppedException;
import io.maxiofs.storage.tool.MovedSource;
import io.maxiofs.storage.tool.StoreMove;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Moves a store to another directory. */
@Command(
        name = "move",
        description = "Move a store that no server has open to another directory, or go on with an unfinished move.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it ended before its end; the store is where it was, and the move can go on or be given up",
            "2:it cannot be made; nothing was changed"
        })
final class MoveCommand extends OfflineCommand {
    private static final MoveFiles FILES = new MoveFiles(Set.of(LocalAccess.FILE), Set.of("server"));

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "An empty or new directory, on any drive.")
    private Path to = Path.of("");

    @ArgGroup
    private @Nullable Instead instead;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file of the server; settings in it must not name files in the old directory.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting the server is started with; it must not name a file in the old directory either.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--progress",
            description = "Tell on standard output how far it is (MOVE STEP BYTES OF FILES OF) and why it failed"
                    + " (FAILED …), for a parent process.")
    private boolean progress;

    @Option(
            names = "--stop-on-stdin-eof",
            description = "Stop when standard input ends, for a parent process. The move can go on later.")
    private boolean stopOnStdinEof;

    /** What is done in place of moving. */
    private static final class Instead {
        // Read by nobody: it is the one that is left.
        @SuppressWarnings("UnusedVariable")
        @Option(names = "--check", description = "Only say whether it can be made, and how large it is.")
        private boolean check;

        @Option(names = "--cancel", description = "Give an unfinished move up and remove the copy.")
        private boolean cancel;

        @Option(
                names = "--delete-source",
                description = "Delete the old copy, after a server has opened the store in its new place.")
        private boolean deleteSource;
    }

    @Override
    int run(Path directory) throws IOException {
        try {
            Path from = real(directory);
            Path target = real(to);
            Instead other = instead;
            if (other == null) {
                return move(from, target);
            }
            if (other.deleteSource) {
                return deleteSource(from, target);
            }
            return other.cancel ? cancel(from, target) : check(from, target);
        } catch (StoreRefusedException e) {
            told().failed("refused", e);
            throw e;
        } catch (IOException e) {
            told().failed(
                            e instanceof MoveStoppedException
                                    ? "stopped"
                                    : e instanceof DiskFullException ? "full" : "disk",
                            e);
            complain(String.valueOf(e.getMessage()));
            return ExitCode.FAILED;
        }
    }

    /** Absolute and without links, as far as it exists. */
    private static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Path existing = absolute;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
    }

    private MoveOutput told() {
        return new MoveOutput(this::line, progress, !isJson() && !progress, InstantSource.system());
    }

    private int move(Path from, Path target) throws IOException {
        MoveOutput output = told();
        StandardInput input = stopOnStdinEof ? StandardInput.watched() : StandardInput.IGNORED;
        StoreMove move = new StoreMove(new LocalDisk(), from, target, FILES, output.listener(input::hasEnded));
        if (Files.exists(new StoreLayout(from).identityFile())) {
            refusePathsInside(from);
            refuse(warn(findings(target, move.check())));
        }
        MoveReport report = move.run();
        output.moved(report.store());
        if (isJson()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("store", report.store());
            document.put("from", from);
            document.put("to", target);
            document.put("files", report.files());
            document.put("bytes", report.bytes());
            document.put("alreadyThere", report.alreadyThere());
            document.put("replaced", report.replaced());
            json(document);
        } else if (!progress) {
            line("store " + report.store() + " is in " + target + ": " + report.files() + " files, "
                    + ByteText.of(report.bytes()));
            line("start the server with --data " + target + "; the old copy in " + from
                    + " cannot be started and is not needed any more. To delete it afterwards: maxiofs move --data "
                    + from + " --to " + target + " --delete-source");
        }
        return ExitCode.OK;
    }

    private void refusePathsInside(Path from) throws IOException {
        List<String> inside = new PathsInside(from).find(configuration());
        if (!inside.isEmpty()) {
            throw new StoreRefusedException("These settings name files in the data directory: "
                    + String.join("; ", inside) + ". Put the files somewhere else, or change the settings, first");
        }
    }

    private Configuration configuration() {
        return ConfigurationLoader.load(set, System.getenv(), config);
    }

    private static List<Finding> findings(Path target, MoveCheck check) throws IOException {
        return TargetChecks.of(target, check.needed(), check.largestFile());
    }

    private List<Finding> warn(List<Finding> findings) {
        if (!isJson() && !progress) {
            findings.forEach(finding -> line("warning: " + text(finding)));
        }
        return findings;
    }

    private static String text(Finding finding) {
        return finding.check() + ": " + finding.detail() + ". " + finding.remedy();
    }

    private static void refuse(List<Finding> findings) throws StoreRefusedException {
        String failed = findings.stream()
                .filter(finding -> finding.verdict() == Finding.Verdict.FAIL)
                .map(MoveCommand::text)
                .collect(Collectors.joining("; "));
        if (!failed.isEmpty()) {
            throw new StoreRefusedException(failed);
        }
    }

    private int check(Path from, Path target) throws IOException {
        StoreMove move = new StoreMove(new LocalDisk(), from, target, FILES, MoveListener.NONE);
        MoveCheck check = move.check();
        List<Finding> findings = findings(target, check);
        if (isJson()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("store", check.store());
            document.put("from", from);
            document.put("to", target);
            document.put("files", check.files());
            document.put("bytes", check.bytes());
            document.put("needed", check.needed());
            document.put("free", check.free());
            document.put("resumes", check.resumes());
            document.put("findings", findings.stream().map(MoveCommand::text).toList());
            json(document);
        } else {
            warn(findings);
            line((check.resumes() ? "goes on with an unfinished move: " : "can be moved: ") + check.files()
                    + " files, " + ByteText.of(check.bytes()) + "; " + ByteText.of(check.needed()) + " needed, "
                    + ByteText.of(check.free()) + " free");
        }
        refuse(findings);
        return ExitCode.OK;
    }

    private int cancel(Path from, Path target) throws IOException {
        boolean removed = new StoreMove(new LocalDisk(), from, target, FILES, told().listener(() -> false)).cancel();
        if (!progress && !isJson()) {
            line("the move is given up; the store is in " + from);
            line(
                    removed
                            ? "the copy in " + target + " has been removed"
                            : "the copy in " + target + " cannot be reached; what is left of it can never be started");
        }
        return ExitCode.OK;
    }

    private int deleteSource(Path from, Path target) throws IOException {
        List<Path> left = new MovedSource(new LocalDisk(), from, target, FILES, told().listener(() -> false)).delete();
        if (!progress && !isJson()) {
            line("the old copy in " + from + " has been deleted");
            left.forEach(path -> line("left, because it is no part of a store: " + path));
        }
        return ExitCode.OK;
    }
}
