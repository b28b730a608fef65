package io.maxiofs.server.config;

import io.maxiofs.server.config.Configuration.Entry;
import io.maxiofs.server.config.Configuration.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the effective configuration together: flags over environment over file over defaults. */
public final class ConfigurationLoader {
    static final String ENVIRONMENT_PREFIX = "MAXIOFS_";

    /** Names the configuration file, as {@code --config} does. */
    public static final String FILE_VARIABLE = "MAXIOFS_CONFIG";

    /** Variables that are read elsewhere and are no settings. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            FILE_VARIABLE,
            "MAXIOFS_ADMIN_PASSWORD",
            "MAXIOFS_ACCESS_KEY",
            "MAXIOFS_SECRET_KEY",
            "MAXIOFS_JAVA",
            "MAXIOFS_JAVA_HOME",
            "MAXIOFS_JAVA_OPTS",
            "MAXIOFS_NO_BUILD");

    private ConfigurationLoader() {}

    /**
     * @param flags values of the command line by key
     * @param environment the process's environment
     * @param file the configuration file; null for the one the environment names, if any
     * @throws ConfigurationException naming everything that is wrong
     */
    public static Configuration load(Map<String, String> flags, Map<String, String> environment, @Nullable Path file) {
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Map<String, String> fromFile = chosenFile(environment, file)
                .map(path -> ConfigurationFile.read(path, problems))
                .orElse(Map.of());
        refuseUnknown(flags.keySet(), "on the command line", problems);
        refuseUnknown(fromFile.keySet(), "in the configuration file", problems);
        warnOfUnknownVariables(environment.keySet(), warnings);

        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Setting<?> setting : SettingCatalogue.ALL) {
            Entry entry = choose(setting, flags, environment, fromFile);
            try {
                entries.put(setting.key(), canonical(setting, entry));
            } catch (IllegalArgumentException e) {
                problems.add(setting.key() + " = \"" + entry.shown() + "\" (" + describe(setting, entry.source())
                        + "): " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Configuration(entries, warnings);
    }

    private static Optional<Path> chosenFile(Map<String, String> environment, @Nullable Path file) {
        return file != null
                ? Optional.of(file)
                : Optional.ofNullable(environment.get(FILE_VARIABLE)).map(Path::of);
    }

    private static Entry choose(
            Setting<?> setting, Map<String, String> flags, Map<String, String> environment, Map<String, String> file) {
        String flag = flags.get(setting.key());
        if (flag != null) {
            return new Entry(setting, flag, Source.FLAG);
        }
        String variable = environment.get(setting.environmentVariable());
        if (variable != null) {
            return new Entry(setting, variable, Source.ENVIRONMENT);
        }
        String line = file.get(setting.key());
        return line != null
                ? new Entry(setting, line, Source.FILE)
                : new Entry(setting, setting.defaultText(), Source.DEFAULT);
    }

    private static <T> Entry canonical(Setting<T> setting, Entry entry) {
        return new Entry(setting, setting.type().format(setting.type().parse(entry.text())), entry.source());
    }

    private static String describe(Setting<?> setting, Source source) {
        return switch (source) {
            case FLAG -> "command line";
            case ENVIRONMENT -> "environment, " + setting.environmentVariable();
            case FILE -> "configuration file";
            case DEFAULT -> "default";
        };
    }

    private static void refuseUnknown(Set<String> keys, String where, List<String> problems) {
        for (String key : keys) {
            if (SettingCatalogue.find(key).isEmpty()) {
                problems.add("Unknown setting " + where + ": " + key + nearest(key));
            }
        }
    }

    private static String nearest(String key) {
        String lastPart = key.substring(key.lastIndexOf('.') + 1);
        String similar = SettingCatalogue.ALL.stream()
                .map(Setting::key)
                .filter(known -> known.startsWith(key) || (!lastPart.isEmpty() && known.contains(lastPart)))
                .limit(3)
                .collect(Collectors.joining(", "));
        return similar.isEmpty() ? "" : " (did you mean " + similar + "?)";
    }

    /**
     * A warning only: an orchestrator adds variables such as MAXIOFS_PORT of its own accord when a service has the
     * product's name.
     */
    private static void warnOfUnknownVariables(Set<String> names, List<String> warnings) {
        Set<String> known =
                SettingCatalogue.ALL.stream().map(Setting::environmentVariable).collect(Collectors.toSet());
        names.stream()
                .filter(name -> name.startsWith(ENVIRONMENT_PREFIX))
                .filter(name -> !known.contains(name) && !OTHER_VARIABLES.contains(name))
                .sorted()
                .forEach(name -> warnings.add("Environment variable " + name + " is no setting and is ignored"));
    }
}
