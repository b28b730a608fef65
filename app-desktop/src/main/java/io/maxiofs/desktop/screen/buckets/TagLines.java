package io.maxiofs.desktop.screen.buckets;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tags of S3's document as lines a person can change. */
final class TagLines {
    private static final Pattern TAG =
            Pattern.compile("<Tag>\\s*<Key>([^<]*)</Key>\\s*<Value>([^<]*)</Value>\\s*</Tag>");

    private TagLines() {}

    /** One tag each, by name; empty for a document without tags. */
    static String of(String document) {
        Map<String, String> found = new TreeMap<>();
        TAG.matcher(document).results().forEach(m -> found.put(plain(m.group(1)), plain(m.group(2))));
        return found.entrySet().stream()
                .map(tag -> tag.getKey() + " = " + tag.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String plain(String escaped) {
        return escaped.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
