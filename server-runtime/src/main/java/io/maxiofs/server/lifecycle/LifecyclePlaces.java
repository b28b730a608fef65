package io.maxiofs.server.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maxiofs.storage.file.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the walks over each bucket have come, kept in a file so that a restart repeats little and forgets nothing. What
 * the file does not know is walked from the beginning. Used by one thread.
 */
public final class LifecyclePlaces {
    /** Buckets in the file at most, those in the middle of a walk first; it must stay below what is read back. */
    private static final int MAX_KEPT = 500;

    private static final Logger LOG = LoggerFactory.getLogger(LifecyclePlaces.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final @Nullable PrivateFiles files;
    private final @Nullable Path file;
    private final Map<Long, Place> places = new HashMap<>();

    /**
     * The last walk over a bucket.
     *
     * @param rules tells whether they are still the same
     * @param day on which it began, as {@link LifecycleDay#number} counts
     * @param after the last key that was looked at wholly; null if the walk came to its end
     */
    record Place(String rules, long day, @Nullable String after) {}

    private LifecyclePlaces(@Nullable PrivateFiles files, @Nullable Path file) {
        this.files = files;
        this.file = file;
    }

    /** Forgotten with the process. */
    public static LifecyclePlaces inMemory() {
        return new LifecyclePlaces(null, null);
    }

    /** Reads the file; one that cannot be read is logged, and every walk begins anew. */
    public static LifecyclePlaces open(PrivateFiles files, Path file) {
        LifecyclePlaces places = new LifecyclePlaces(files, file);
        try {
            places.load(files.read(file).orElse(new byte[0]));
        } catch (IOException e) {
            LOG.warn("The places of lifecycle walks in {} cannot be read; all begin anew", file, e);
        }
        return places;
    }

    private void load(byte[] content) throws IOException {
        if (content.length == 0) {
            return;
        }
        for (JsonNode node : JSON.readTree(content)) {
            JsonNode after = node.path("after");
            places.put(
                    node.path("bucket").asLong(),
                    new Place(
                            node.path("rules").asText(),
                            node.path("day").asLong(),
                            after.isTextual() ? after.textValue() : null));
        }
    }

    /** Null if the bucket was never walked with these rules. */
    @Nullable Place find(long bucket, String rules) {
        Place place = places.get(bucket);
        return place == null || !place.rules().equals(fingerprint(rules)) ? null : place;
    }

    /** Remembers where the walk over a bucket is; {@link #save} writes it down. */
    void put(long bucket, String rules, long day, @Nullable String after) {
        places.put(bucket, new Place(fingerprint(rules), day, after));
    }

    void retain(Set<Long> buckets) {
        places.keySet().retainAll(buckets);
    }

    /** Writes the file. That it cannot be written is logged; a restart then walks from an earlier place. */
    void save() {
        PrivateFiles to = files;
        Path where = file;
        if (to == null || where == null) {
            return;
        }
        List<Map.Entry<Long, Place>> kept = places.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Long, Place> entry) ->
                                entry.getValue().after() == null)
                        .thenComparing(Map.Entry::getKey))
                .limit(MAX_KEPT)
                .toList();
        ArrayNode array = JSON.createArrayNode();
        for (Map.Entry<Long, Place> entry : kept) {
            Place place = entry.getValue();
            ObjectNode node = array.addObject()
                    .put("bucket", entry.getKey())
                    .put("rules", place.rules())
                    .put("day", place.day());
            if (place.after() != null) {
                node.put("after", place.after());
            }
        }
        try {
            to.write(where, JSON.writeValueAsBytes(array));
        } catch (IOException e) {
            LOG.warn("The places of lifecycle walks cannot be written to {}", where, e);
        }
    }

    private static String fingerprint(String rules) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(rules.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
