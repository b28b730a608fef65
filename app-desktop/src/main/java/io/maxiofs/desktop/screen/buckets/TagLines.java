package io.maxiofs.desktop.screen.buckets;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tags as lines a person can change. */
final class TagLines {
    private static final Pattern TAG =
            Pattern.compile("<Tag>\\s*<Key>([^<]*)</Key>\\s*<Value>([^<]*)</Value>\\s*</Tag>");

    private TagLines() {}

    /** Those of S3's document, one each, by name; empty for a document without tags. */
    static String of(String document) {
        Map<String, String> found = new TreeMap<>();
        TAG.matcher(document).results().forEach(m -> found.put(plain(m.group(1)), plain(m.group(2))));
        return of(found);
    }

    /** One in each line. */
    static String of(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> tag.getKey() + " = " + tag.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** The first line that is no tag; null if there is none. */
    static @Nullable String wrongLine(String lines) {
        return lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.indexOf('=') <= 0)
                .findFirst()
                .orElse(null);
    }

    /** Tags by name. Lines that are none are left out. */
    static Map<String, String> parse(String lines) {
        Map<String, String> tags = new TreeMap<>();
        lines.lines().map(String::strip).forEach(line -> {
            int sign = line.indexOf('=');
            if (sign > 0) {
                tags.put(
                        line.substring(0, sign).strip(),
                        line.substring(sign + 1).strip());
            }
        });
        return tags;
    }

    private static String plain(String escaped) {
        return escaped.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
