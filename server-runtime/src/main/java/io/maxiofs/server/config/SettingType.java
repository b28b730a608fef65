package io.maxiofs.server.config;

import java.util.function.Function;

/**
 * How a setting's value is written.
 *
 * @param description type, unit and bounds for people, such as {@code bytes, 16 KiB to 1 MiB}
 * @param parser throws IllegalArgumentException, saying what would be right, if a text is no such value
 * @param formatter the canonical notation of a value; its result can be parsed again
 */
public record SettingType<T>(String description, Function<String, T> parser, Function<T, String> formatter) {

    /** @throws IllegalArgumentException if {@code text} is no such value */
    public T parse(String text) {
        return parser.apply(text.strip());
    }

    public String format(T value) {
        return formatter.apply(value);
    }
}
