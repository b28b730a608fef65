package io.maxiofs.storage.engine;

import static io.maxiofs.storage.reference.StoreClient.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.SystemMetadata;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.UserMetadata;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies under named keys are bound to the encryption context their version tells, inline and in extents. */
class EncryptionContextTest {
    private static final String CONTEXT = "eyJkZXBhcnRtZW50IjoicGF5cm9sbCJ9";
    private static final String OTHER = "eyJkZXBhcnRtZW50Ijoic2FsZXMifQ==";
    private static final int INLINE = 100;
    private static final int EXTENT = 50_000;

    private final TemporaryStore temporary =
            new TemporaryStore(new SettableClock(Instant.parse("2026-03-01T12:00:00Z")), 1);
    private final StoreClient client = new StoreClient(temporary.store());
    private BucketName bucket = new BucketName("bucket");

    @BeforeEach
    void createBucket() {
        bucket = client.createBucket("bucket", VersioningState.UNVERSIONED);
        temporary.store().namedKeys().create("ledger");
    }

    @AfterEach
    void close() {
        temporary.close();
    }

    private static BodySpec spec(int size, @Nullable String context) {
        return new BodySpec(OptionalLong.of(size), true, Set.of(), Optional.of(true), null, false, "ledger", context);
    }

    private StagedBody body(int size, @Nullable String context) {
        try (BodyWriter writer = temporary.store().newBody(spec(size, context))) {
            writer.write(ByteBuffer.wrap(content(size)));
            return writer.finish();
        }
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = (byte) (i * 31);
        }
        return content;
    }

    /** @param told the context the version tells */
    private void put(String key, StagedBody body, @Nullable String told) {
        PutRequest put = new PutRequest(
                new PutRequest.Target(bucket, key(key), WriteCondition.NONE),
                StoreClient.OWNER,
                new PutRequest.Content(
                        ETag.ofMd5(body.md5().orElse(new byte[16])),
                        null,
                        new Encryption(Encryption.Mode.KMS, "ledger", told, null, false)),
                new ObjectProperties(
                        new SystemMetadata(Map.of()),
                        UserMetadata.NONE,
                        Tags.NONE,
                        ObjectProperties.STANDARD,
                        null,
                        null),
                ObjectProtection.NONE);
        StoreClient.await(temporary.store().put(put, body));
    }

    private StoredObject found(String key) {
        return temporary.store().find(bucket, key(key), VersionSelector.CURRENT);
    }

    private void assertReads(String key, int size) {
        assertThat(StoreClient.read(found(key))).isEqualTo(content(size));
    }

    private void assertRefused(String key) {
        StoredObject object = found(key);
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> StoreClient.read(object))
                .withMessageContaining("context");
    }

    @ParameterizedTest
    @ValueSource(ints = {INLINE, EXTENT})
    void opensOnlyWithTheContextItWasWrittenWith(int size) {
        put("same", body(size, CONTEXT), CONTEXT);
        put("other", body(size, CONTEXT), OTHER);
        put("untold", body(size, CONTEXT), null);
        assertReads("same", size);
        assertRefused("other");
        assertRefused("untold");
    }

    /** Bodies of before are bound to nothing, whatever their version tells. */
    @ParameterizedTest
    @ValueSource(ints = {INLINE, EXTENT})
    void readsWhatWasWrittenBeforeContextsWereBound(int size) {
        put("old", body(size, null), CONTEXT);
        assertReads("old", size);
    }

    @ParameterizedTest
    @ValueSource(ints = {INLINE, EXTENT})
    void keepsTheContextWhenKeysAreTurned(int size) throws IOException {
        put("same", body(size, CONTEXT), CONTEXT);
        put("other", body(size, CONTEXT), OTHER);
        temporary.store().namedKeys().rotate("ledger");
        temporary.store().keys().rotate("default");
        assertThat(temporary.store().keys().rewrap()).isTrue();
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (temporary.store().keys().status().state() == StoreKeys.State.BUSY) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
        assertThat(temporary.store().keys().status().rewrapped()).isPositive();
        temporary.reopen();
        assertReads("same", size);
        assertRefused("other");
    }

    /** Bytes are shared under the same context only; under another they are written anew. */
    @Test
    void copiesBindTheirOwnContext() {
        put("source", body(EXTENT, CONTEXT), CONTEXT);
        ByteRange all = new ByteRange(0, EXTENT);
        put("shared", temporary.store().reference(found("source"), null, all, spec(EXTENT, CONTEXT)), CONTEXT);
        put("anew", temporary.store().reference(found("source"), null, all, spec(EXTENT, OTHER)), OTHER);
        assertReads("shared", EXTENT);
        assertReads("anew", EXTENT);
    }

    @Test
    void aContextGoesWithANamedKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BodySpec(OptionalLong.of(1), true, Set.of(), Optional.empty(), null, false, null, CONTEXT));
    }
}
