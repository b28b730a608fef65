package io.maxiofs.server.cli;

import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.tool.RescueReport;
import io.maxiofs.storage.tool.StoreRescue;
import io.maxiofs.storage.tool.StoreSalvage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the index anew, or saves what is readable into a new store. */
@Command(
        name = "rescue",
        description = "Make the index of a store anew from its journal, or copy what is readable into a new store.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:everything was saved", "1:something is lost or damaged", "2:the rescue could not be made"})
final class RescueCommand extends OfflineCommand {
    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "An empty directory for a new store; the damaged one is then only read.")
    private @Nullable Path target;

    @Override
    int run(Path directory) throws IOException {
        LocalDisk disk = new LocalDisk();
        InstantSource clock = InstantSource.system();
        Path to = target;
        RescueReport report = to == null
                ? new StoreRescue(disk, directory, clock, listener()).run(records -> {})
                : new StoreSalvage(disk, directory, to, clock, listener()).run(records -> {});
        Path aside = report.setAside();
        if (isJson()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("store", report.store());
            document.put("newIdentity", report.newIdentity());
            if (aside != null) {
                document.put("setAside", aside);
            }
            document.put("buckets", report.buckets());
            document.put("versions", report.versions());
            document.put("faults", report.faults());
            document.put("findings", documents(report.findings()));
            json(document);
        } else {
            line("store " + report.store() + ": " + report.buckets() + " buckets, " + report.versions() + " versions"
                    + (to == null ? "" : " in " + to));
            if (aside != null) {
                line("the old index is in " + aside);
            }
            line(report.faults() == 0 ? "everything was saved" : report.faults() + " faults");
        }
        return report.faults() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
