package io.maxiofs.server.service;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What the documents that buckets carry mean, by their text, so that a request need not read one again. Bounded: when
 * too many different ones were seen it begins anew. For documents that must not be taken for absent where they cannot be
 * read; {@link ParsedDocuments} is for those that may. Safe on any thread.
 */
public final class DocumentCache<T> {
    /** Different documents kept. */
    private static final int MAX_ENTRIES = 4096;

    private final ConcurrentHashMap<String, T> parsed = new ConcurrentHashMap<>();
    private final Function<String, T> parser;

    /** @param parser pure; what it throws is not kept and reaches the caller */
    public DocumentCache(Function<String, T> parser) {
        this.parser = parser;
    }

    public T of(String text) {
        T known = parsed.get(text);
        if (known != null) {
            return known;
        }
        T fresh = parser.apply(text);
        if (parsed.size() >= MAX_ENTRIES) {
            parsed.clear();
        }
        parsed.put(text, fresh);
        return fresh;
    }
}
