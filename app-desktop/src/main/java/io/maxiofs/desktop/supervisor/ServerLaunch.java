package io.maxiofs.desktop.supervisor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the server is started.
 *
 * @param program the JVM with its options and class path, up to and without {@code server}
 * @param dataDirectory where the server keeps everything
 * @param settings static settings of the server by key
 * @param environment what the first administrator is to be, see docs/command-line.md; only for the first start
 * @param existing whether the directory must hold a store already, so that nothing is made where a drive is missing
 * @param asService whether the system's service runs it, once the store is there; the first start is a child's, which is told
 *     who the administrator is to be
 */
public record ServerLaunch(
        List<String> program,
        Path dataDirectory,
        Map<String, String> settings,
        Map<String, String> environment,
        boolean existing,
        boolean asService) {

    /** Settings of the safe mode: nothing in the background, and nothing that changes data. */
    private static final List<String> SAFE_MODE = List.of("server.safe-mode=true", "system.maintenance=true");

    public ServerLaunch {
        program = List.copyOf(program);
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
    }

    /** After the first start: the store is there, and the administrator too. */
    public ServerLaunch established() {
        return new ServerLaunch(program, dataDirectory, settings, Map.of(), true, asService);
    }

    public ServerLaunch withService(boolean service) {
        return new ServerLaunch(program, dataDirectory, settings, environment, existing, service);
    }

    boolean isServiceNow() {
        return asService && existing;
    }

    public ServerLaunch withSetting(String key, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(key, value);
        return new ServerLaunch(program, dataDirectory, more, environment, existing, asService);
    }

    List<String> command(boolean safeMode) {
        List<String> command = command(List.of("--progress", "--stop-on-stdin-eof"));
        if (safeMode) {
            SAFE_MODE.forEach(setting -> command.addAll(List.of("--set", setting)));
        }
        return command;
    }

    /** For a service, which nobody watches through its standard streams. */
    public List<String> serviceCommand() {
        return command(List.of());
    }

    /** Of the command that moves the storage. */
    List<String> moveCommand(Path from, Path to, List<String> options) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("move", "--data", from.toString(), "--to", to.toString(), "--progress"));
        command.addAll(options);
        addSettings(command);
        return command;
    }

    private void addSettings(List<String> command) {
        settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> command.addAll(List.of("--set", entry.getKey() + "=" + entry.getValue())));
    }

    private List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(program);
        command.add("server");
        command.addAll(options);
        command.addAll(List.of("--data", dataDirectory.toString()));
        if (existing) {
            command.add("--existing");
        }
        addSettings(command);
        return command;
    }

    @Override
    public String toString() {
        return "ServerLaunch[" + dataDirectory + "]";
    }
}
