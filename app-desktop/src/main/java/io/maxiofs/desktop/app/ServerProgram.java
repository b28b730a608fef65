package io.maxiofs.desktop.app;

import io.maxiofs.desktop.platform.OperatingSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** How the server's program is started: with the JVM of this process, and what the launcher says of its class path. */
public final class ServerProgram {
    /** Class path of the server; without it, that of this process has the server too. */
    static final String CLASS_PATH = "maxiofs.server.classpath";

    /** Options for its JVM, one per line. */
    static final String OPTIONS = "maxiofs.server.options";

    private static final String MAIN = "io.maxiofs.server.Main";
    private static final List<String> STANDARD = List.of(
            "-XX:+UseCompactObjectHeaders",
            "-XX:MaxRAMPercentage=25",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+PerfDisableSharedMem",
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private ServerProgram() {}

    /** Up to and without the command. */
    public static List<String> of(Properties properties, OperatingSystem system) {
        String java = system == OperatingSystem.WINDOWS ? "java.exe" : "java";
        List<String> program = new ArrayList<>();
        program.add(Path.of(properties.getProperty("java.home"), "bin", java).toString());
        String options = properties.getProperty(OPTIONS, "");
        program.addAll(
                options.isBlank()
                        ? STANDARD
                        : options.lines().filter(l -> !l.isBlank()).toList());
        program.add("-cp");
        program.add(properties.getProperty(CLASS_PATH, properties.getProperty("java.class.path")));
        program.add(MAIN);
        return program;
    }
}
