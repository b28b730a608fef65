package io.maxiofs.server.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings of buckets in the form requests need them, read from their documents once. An entry lives as long as the bucket
 * has that very document, so a change is effective with the first request after it. Safe on any thread; does not block.
 *
 * @param <T> immutable
 */
public final class ParsedDocuments<T> {
    private static final Logger LOG = LoggerFactory.getLogger(ParsedDocuments.class);

    private final BucketSetting setting;
    private final Function<byte[], T> parser;
    // Compares documents by identity: a bucket keeps the same text until it is replaced.
    private final Cache<String, Optional<T>> parsed =
            Caffeine.newBuilder().weakKeys().build();

    /** @param parser throws a RuntimeException for what it cannot read */
    public ParsedDocuments(BucketSetting setting, Function<byte[], T> parser) {
        this.setting = setting;
        this.parser = parser;
    }

    /** Empty if the bucket has no such setting, or one that cannot be read, which is then logged. */
    public Optional<T> of(Bucket bucket) {
        String document = bucket.settings().get(setting);
        if (document == null) {
            return Optional.empty();
        }
        Optional<T> known = parsed.getIfPresent(document);
        if (known == null) {
            known = parse(bucket, document);
            parsed.put(document, known);
        }
        return known;
    }

    private Optional<T> parse(Bucket bucket, String document) {
        try {
            return Optional.of(parser.apply(document.getBytes(StandardCharsets.UTF_8)));
        } catch (RuntimeException e) {
            LOG.warn("The setting {} of the bucket {} cannot be read and has no effect", setting, bucket.name(), e);
            return Optional.empty();
        }
    }
}
