package io.maxiofs.server.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A setting and its effective value. Values are texts in the notation of their type.
 *
 * @param category {@code security}, {@code audit}, {@code storage}, {@code metrics}, {@code logging}, {@code system},
 *     {@code lifecycle}, {@code email}; {@code server} and the like for those that are fixed at the start
 * @param value null for a secret, which is never shown
 */
public record SettingDocument(
        String key,
        String category,
        String help,
        Form form,
        String defaultValue,
        @Nullable String value,
        State state) {

    /**
     * What a value may be.
     *
     * @param type {@code bool}, {@code int}, {@code bytes}, {@code duration}, {@code text}, "choice", {@code list}
     *     or {@code secret}
     * @param unit such as {@code days}; null for none
     * @param minimum in the notation of the type; null for none
     * @param maximum in the notation of the type; null for none
     * @param choices the values of a choice; empty for others
     */
    public record Form(
            String type,
            @Nullable String unit,
            @Nullable String minimum,
            @Nullable String maximum,
            List<String> choices) {}

    /**
     * Where the value comes from, and whether it can be changed.
     *
     * @param source {@code default}, {@code file}, {@code environment}, {@code flag} or {@code changed}: by somebody,
     *     while the server ran
     * @param locked whether it cannot be changed here
     * @param lockReason for people; null if it is not locked
     * @param restartNeeded whether a change waits for the next start
     */
    public record State(
            String source, boolean locked, @Nullable String lockReason, boolean restartNeeded) {}

    /** A new value, in the notation of the type. */
    public record Change(String value) {
        @Override
        public String toString() {
            return "SettingDocument.Change[hidden]";
        }
    }

    /**
     * Several at once, all or none; also what an export has, without secrets.
     *
     * @param values by key; null takes the change back
     */
    public record Changes(
            @JsonInclude(content = JsonInclude.Include.ALWAYS)
            Map<String, @Nullable String> values) {
        @Override
        public String toString() {
            return "SettingDocument.Changes" + values.keySet();
        }
    }
}
