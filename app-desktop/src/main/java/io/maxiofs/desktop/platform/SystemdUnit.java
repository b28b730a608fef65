package io.maxiofs.desktop.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A unit of the person's own systemd.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html">systemd.service</a>
 */
final class SystemdUnit implements SystemService {
    private static final String NAME = "maxiofs.service";

    private final Path file;
    private final SystemCommands commands;

    SystemdUnit(Path folder, SystemCommands commands) {
        this.file = folder.resolve(NAME);
        this.commands = commands;
    }

    /** Where a person's units are. */
    static Path folder(Map<String, String> environment, Path home) {
        @Nullable String config = environment.get("XDG_CONFIG_HOME");
        return (config == null || config.isBlank() ? home.resolve(".config") : Path.of(config))
                .resolve("systemd")
                .resolve("user");
    }

    @Override
    public void start(List<String> command, Path log) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createDirectories(log.toAbsolutePath().getParent());
        Files.writeString(file, content(command, log), StandardCharsets.UTF_8);
        commands.run(systemctl("daemon-reload"));
        // One that failed too often is not started otherwise.
        commands.tryRun(systemctl("reset-failed", NAME));
        commands.run(systemctl("enable", "--now", NAME));
    }

    @Override
    public void remove() throws IOException {
        if (Files.exists(file)) {
            commands.run(systemctl("disable", "--now", NAME));
            Files.delete(file);
            commands.run(systemctl("daemon-reload"));
        }
    }

    private static List<String> systemctl(String... arguments) {
        return Stream.concat(Stream.of("systemctl", "--user"), Stream.of(arguments))
                .toList();
    }

    static String content(List<String> command, Path log) {
        return """
                [Unit]
                Description=MaxIOFS, S3-compatible object storage
                StartLimitIntervalSec=600
                StartLimitBurst=5

                [Service]
                Type=exec
                ExecStart=%s
                Restart=on-failure
                RestartSec=2
                SuccessExitStatus=143
                TimeoutStopSec=90
                StandardError=append:%s

                [Install]
                WantedBy=default.target
                """.formatted(
                        command.stream().map(SystemdUnit::quote).collect(Collectors.joining(" ")),
                        log.toString().replace("%", "%%"));
    }

    /** Words with white space in quotes; percent and dollar signs would be replaced otherwise. */
    static String quote(String argument) {
        String escaped = argument.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("$", "$$")
                .replace("%", "%%");
        return argument.matches("[A-Za-z0-9_./=:+,@-]+") ? argument : "\"" + escaped + "\"";
    }
}
