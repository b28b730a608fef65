package io.maxiofs.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of {@code key = value} lines in UTF-8. Lines that begin with {@code #} are comments. Unlike in Java's own
 * properties files a backslash is a backslash, so that paths of Windows can be written as they are, and a key that
 * stands twice is an error.
 */
final class ConfigurationFile {

    private ConfigurationFile() {}

    static Map<String, String> read(Path file, List<String> problems) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            problems.add("Cannot read the configuration file " + file + ": " + e);
            return values;
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String place = file + " line " + (i + 1);
            int equals = line.indexOf('=');
            if (equals < 1) {
                problems.add(place + ": expected key = value");
            } else if (values.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip())
                    != null) {
                problems.add(place + ": " + line.substring(0, equals).strip() + " is set twice");
            }
        }
        return values;
    }
}
