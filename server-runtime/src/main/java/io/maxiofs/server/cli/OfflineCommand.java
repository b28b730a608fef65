package io.maxiofs.server.cli;

import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.index.IndexDamagedException;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.tool.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that works on the data directory itself, while no server has it open. */
abstract class OfflineCommand implements Callable<Integer> {
    /** The command could not do its work at all. */
    static final int CANNOT_RUN = 2;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Output output = new Output();

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory. Default: the platform's folder.")
    private @Nullable Path data;

    @Override
    public final Integer call() {
        try {
            return run(DataDirectory.choose(data, System.getenv()));
        } catch (IndexDamagedException e) {
            return cannotRun(e.getMessage() + ". Run: maxiofs rescue --data DIR");
        } catch (IOException | StorageException e) {
            return cannotRun(String.valueOf(e.getMessage()));
        }
    }

    private int cannotRun(String why) {
        complain(why);
        return CANNOT_RUN;
    }

    void complain(String why) {
        spec.commandLine().getErr().println("maxiofs: " + why);
        spec.commandLine().getErr().flush();
    }

    abstract int run(Path directory) throws IOException;

    boolean isJson() {
        return output.isJson();
    }

    void line(String text) {
        output.line(text);
    }

    void json(Map<String, Object> document) {
        output.line(JsonText.of(document));
    }

    /** Prints findings as they come, for people; programs get them in one document at the end. */
    ScrubListener listener() {
        return isJson()
                ? ScrubListener.NONE
                : new ScrubListener() {
                    @Override
                    public void found(Finding finding) {
                        line(finding.toString());
                    }
                };
    }

    static List<Map<String, Object>> documents(List<Finding> findings) {
        return findings.stream().map(OfflineCommand::document).toList();
    }

    private static Map<String, Object> document(Finding finding) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("severity", finding.severity());
        document.put("kind", finding.kind());
        document.put("place", finding.place());
        Finding.Affected affected = finding.affected();
        if (affected != null) {
            document.put("affected", affected);
        }
        document.put("detail", finding.detail());
        return document;
    }
}
