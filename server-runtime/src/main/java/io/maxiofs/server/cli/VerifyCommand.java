package io.maxiofs.server.cli;

import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.tool.StoreVerification;
import io.maxiofs.storage.tool.VerifyReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks a store that no server has open. */
@Command(
        name = "verify",
        description = "Check everything in a data directory while no server runs on it; changes nothing.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:everything is well", "1:faults were found", "2:the check could not be made"})
final class VerifyCommand extends OfflineCommand {
    @Option(
            names = "--temp",
            paramLabel = "DIR",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "Where an index is made for comparison and removed again. Default: ${DEFAULT-VALUE}.")
    private Path temporary = Path.of(".");

    @Override
    int run(Path directory) throws IOException {
        VerifyReport report =
                new StoreVerification(new LocalDisk(), directory, temporary, InstantSource.system(), listener()).run();
        if (isJson()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("store", report.store());
            document.put("buckets", report.buckets());
            document.put("versions", report.versions());
            document.put("extents", report.extents());
            document.put("records", report.records());
            document.put("bytesRead", report.bytesRead());
            document.put("faults", report.counts().faults());
            document.put("waste", report.counts().waste());
            document.put("findings", documents(report.findings()));
            json(document);
        } else {
            line("store " + report.store() + ": " + report.buckets() + " buckets, " + report.versions() + " versions, "
                    + report.extents() + " extents, " + report.records() + " records, "
                    + ByteText.of(report.bytesRead()) + " read");
            line(report.isClean() ? "everything is well" : report.counts().faults() + " faults");
        }
        return report.isClean() ? ExitCode.OK : ExitCode.FAILED;
    }
}
