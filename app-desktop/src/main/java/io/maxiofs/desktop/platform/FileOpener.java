package io.maxiofs.desktop.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Shows a file or a folder with the program the person uses for it. */
@FunctionalInterface
public interface FileOpener {

    /** @throws IOException if the system has no way to show it */
    void open(Path file) throws IOException;

    static FileOpener ofThisSystem() {
        return file -> {
            Process process = new ProcessBuilder(command(OperatingSystem.current(), file))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
        };
    }

    /** What is run. */
    static List<String> command(OperatingSystem system, Path file) {
        return switch (system) {
            case LINUX -> List.of("xdg-open", file.toString());
            case MAC -> List.of("open", file.toString());
            case WINDOWS -> List.of("rundll32", "url.dll,FileProtocolHandler", file.toString());
        };
    }
}
