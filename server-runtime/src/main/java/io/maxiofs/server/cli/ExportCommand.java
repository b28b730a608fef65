package io.maxiofs.server.cli;

import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.tool.ExportReport;
import io.maxiofs.storage.tool.StoreExport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Copies current objects out into plain files. */
@Command(
        name = "export",
        description = "Copy the current objects of a store into plain files, with a manifest.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:everything was copied", "1:objects were left out", "2:the export could not be made"})
final class ExportCommand extends OfflineCommand {
    @Option(names = "--to", paramLabel = "DIR", required = true, description = "An empty directory.")
    private Path target = Path.of(".");

    @Option(names = "--bucket", paramLabel = "NAME", description = "Only this bucket.")
    private @Nullable String bucket;

    @Option(names = "--prefix", paramLabel = "TEXT", defaultValue = "", description = "Only keys that begin so.")
    private String prefix = "";

    @Override
    int run(Path directory) throws IOException {
        StoreExport.Selection selection = new StoreExport.Selection(Optional.ofNullable(bucket), prefix);
        ExportReport report = new StoreExport(
                        new LocalDisk(), directory, target, selection, InstantSource.system(), listener())
                .run(objects -> {});
        if (isJson()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("objects", report.objects());
            document.put("bytes", report.bytes());
            document.put("leftOut", report.leftOut());
            document.put("findings", documents(report.findings()));
            json(document);
        } else {
            line(report.objects() + " objects, " + ByteText.of(report.bytes()) + ", in " + target);
        }
        return report.leftOut() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
