package io.maxiofs.server.s3.operation;

import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.ChecksumRules;
import io.maxiofs.server.s3.request.RequestBody;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.BodyEncryption;
import io.maxiofs.server.service.ObjectSizeLimit;
import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ETag;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bodies of requests in and checks them. Whatever goes wrong on the way, nothing of the body stays behind.
 * Blocks unless the body is in memory and small; safe on any thread.
 */
public final class BodyIntake {
    /** Largest object that one request can write, and largest part. */
    public static final long MAX_SINGLE_PUT_BYTES = 5L << 30;

    private final ObjectStore store;
    private final ObjectSizeLimit limit;

    /** @param limit on objects, and so on parts */
    public BodyIntake(ObjectStore store, ObjectSizeLimit limit) {
        this.store = store;
        this.limit = limit;
    }

    /**
     * A body that has arrived as it was announced. Belongs to whoever receives it, who gives it to the store or closes it.
     *
     * @param checksum the value to keep; null if there is none
     */
    public record Received(
            StagedBody staged, ETag etag, @Nullable Checksum checksum) {}

    /**
     * Whether the whole body is in memory and not larger than {@code quickBytes}, the size up to which the store keeps a
     * body in memory too.
     */
    public static boolean isQuick(S3Request request, int quickBytes) {
        Optional<ByteBuffer> buffered = request.body().buffered();
        return buffered.isPresent() && buffered.get().remaining() <= quickBytes;
    }

    /**
     * Reads the body of an object.
     *
     * @throws S3Exception EntityTooLarge, BadDigest, or whatever the framing finds
     * @throws io.maxiofs.storage.api.StorageException if the store cannot take it
     */
    public Received receive(RequestBody body, ChecksumRules rules, BodyEncryption encryption) {
        return receive(body, rules, encryption.spec(length(body), true, rules.algorithms(), false));
    }

    /**
     * Reads the body of a part; fails as {@link #receive} does.
     *
     * @param kept algorithm of the upload; the staged body has its value, whatever the client sent to compare with
     */
    public Received receivePart(
            RequestBody body, ChecksumRules rules, ChecksumAlgorithm kept, BodyEncryption encryption) {
        Set<ChecksumAlgorithm> algorithms = EnumSet.of(kept);
        algorithms.addAll(rules.algorithms());
        return receive(body, rules, encryption.spec(length(body), true, algorithms, true));
    }

    private OptionalLong length(RequestBody body) {
        OptionalLong length = body.length();
        // Requests that must tell it were refused with their head; the file of a form ends where its boundary stands.
        if (length.isPresent()) {
            limit.check(length.getAsLong(), MAX_SINGLE_PUT_BYTES);
        }
        return length;
    }

    private Received receive(RequestBody body, ChecksumRules rules, BodySpec spec) {
        StagedBody staged = stage(body, spec);
        try {
            Checksum checksum = rules.verify(staged, body.trailers());
            ETag etag = ETag.ofMd5(staged.md5().orElseThrow(() -> new IllegalStateException("The store gave no MD5")));
            return new Received(staged, etag, checksum);
        } catch (RuntimeException e) {
            staged.close();
            throw e;
        }
    }

    private StagedBody stage(RequestBody body, BodySpec spec) {
        try (BodyWriter writer = store.newBody(spec)) {
            Optional<ByteBuffer> buffered = body.buffered();
            if (buffered.isPresent()) {
                writer.write(buffered.get().duplicate());
            } else {
                body.forEachChunk(chunk -> {
                    limit.check(writer.size() + chunk.remaining(), MAX_SINGLE_PUT_BYTES);
                    writer.write(chunk);
                });
            }
            return writer.finish();
        }
    }

    /**
     * Reads a document, such as the XML of a setting, and compares it with the values the client sent.
     *
     * @throws S3Exception BadDigest, or whatever the framing finds, among it that the document is too large
     */
    public static byte[] readDocument(S3Request request, int maxBytes) {
        ChecksumRules rules = ChecksumRules.read(request.headers(), request.body(), null);
        byte[] document = request.body().readAll(maxBytes);
        rules.verify(document, request.body().trailers());
        return document;
    }
}
