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
 */
public record ServerLaunch(
        List<String> program,
        Path dataDirectory,
        Map<String, String> settings,
        Map<String, String> environment,
        boolean existing) {

    /** Settings of the safe mode: nothing in the background, and nothing that changes data. */
    private static final List<String> SAFE_MODE = List.of("server.safe-mode=true", "system.maintenance=true");

    public ServerLaunch {
        program = List.copyOf(program);
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
    }

    /** After the first start: the store is there, and the administrator too. */
    public ServerLaunch established() {
        return new ServerLaunch(program, dataDirectory, settings, Map.of(), true);
    }

    public ServerLaunch withSetting(String key, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(key, value);
        return new ServerLaunch(program, dataDirectory, more, environment, existing);
    }

    List<String> command(boolean safeMode) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("server", "--progress", "--stop-on-stdin-eof", "--data", dataDirectory.toString()));
        if (existing) {
            command.add("--existing");
        }
        settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> command.addAll(List.of("--set", entry.getKey() + "=" + entry.getValue())));
        if (safeMode) {
            SAFE_MODE.forEach(setting -> command.addAll(List.of("--set", setting)));
        }
        return command;
    }

    @Override
    public String toString() {
        return "ServerLaunch[" + dataDirectory + "]";
    }
}
