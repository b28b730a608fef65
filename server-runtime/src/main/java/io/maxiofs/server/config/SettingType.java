package io.maxiofs.server.config;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a setting's value is written.
 *
 * @param description type, unit and bounds for people, such as {@code bytes, 16 KiB to 1 MiB}
 * @param parser throws IllegalArgumentException, saying what would be right, if a text is no such value
 * @param formatter the canonical notation of a value; its result can be parsed again
 * @param form the same description for programs
 */
public record SettingType<T>(String description, Function<String, T> parser, Function<T, String> formatter, Form form) {

    /** What a value may be, for a program that draws a field for it. */
    public enum Kind {
        BOOL,
        INT,
        BYTES,
        DURATION,
        TEXT,
        CHOICE,
        LIST,
        SECRET
    }

    /**
     * A kind with what belongs to it.
     *
     * @param unit null for none
     * @param minimum in the notation of the type; null for none
     * @param maximum in the notation of the type; null for none
     * @param choices empty if it is none
     */
    public record Form(
            Kind kind,
            @Nullable String unit,
            @Nullable String minimum,
            @Nullable String maximum,
            List<String> choices) {
        static Form of(Kind kind) {
            return new Form(kind, null, null, null, List.of());
        }
    }

    /** Of some text. */
    public SettingType(String description, Function<String, T> parser, Function<T, String> formatter) {
        this(description, parser, formatter, Form.of(Kind.TEXT));
    }

    /** @throws IllegalArgumentException if {@code text} is no such value */
    public T parse(String text) {
        return parser.apply(text.strip());
    }

    public String format(T value) {
        return formatter.apply(value);
    }
}
