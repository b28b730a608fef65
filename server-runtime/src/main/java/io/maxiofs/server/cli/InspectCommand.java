package io.maxiofs.server.cli;

import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.tool.FileInspection;
import io.maxiofs.storage.tool.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what a file of a data directory holds. */
@Command(
        name = "inspect",
        description = "Show what a file of a data directory holds, decoded, a line for each item; changes nothing.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the file is whole", "1:something in it is not", "2:it cannot be read"})
final class InspectCommand extends OfflineCommand {
    @Parameters(paramLabel = "FILE", description = "Path of the file.")
    private Path file = Path.of(".");

    @Override
    int run(Path directory) throws IOException {
        boolean whole = new FileInspection(new LocalDisk(), InstantSource.system()).run(file, this::show);
        return whole ? ExitCode.OK : ExitCode.FAILED;
    }

    private void show(Map<String, Object> item) {
        if (isJson()) {
            json(item);
        } else {
            line(item.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + JsonText.of(entry.getValue()))
                    .collect(Collectors.joining("  ")));
        }
    }
}
