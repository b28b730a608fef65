package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.codec.ChangeCodec;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.crypto.WrappedKey;
import io.maxiofs.storage.digest.ContentProof;
import io.maxiofs.storage.engine.RepairCommands.Judged;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.extent.VerifyResult;
import io.maxiofs.storage.journal.JournalRecord;
import io.maxiofs.storage.journal.SegmentMissingException;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.RepairRefusedException;
import io.maxiofs.storage.maintenance.RepairRefusedException.Reason;
import io.maxiofs.storage.maintenance.RepairTarget;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.state.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Reads all of a version again, its record too, and says what is wrong with it. Used by one thread. */
final class VersionCheck {
    private static final int ATTEMPTS = 8;

    private final Engine engine;

    VersionCheck(Engine engine) {
        this.engine = engine;
    }

    /**
     * How a version is.
     *
     * @param lost bytes of the plaintext that cannot be read
     * @param atRisk whether all can be read and what protects it is damaged
     * @param recordMissing whether the journal has no record of it, so that only the index knows it
     * @param detail what is wrong, for people; empty if nothing is
     */
    record Result(Judged judged, List<ByteRange> lost, boolean atRisk, boolean recordMissing, String detail) {
        boolean isWell() {
            return lost.isEmpty() && !atRisk && !recordMissing;
        }
    }

    /** A version as it is now. */
    Optional<Judged> find(RepairTarget target) {
        Optional<Bucket> bucket = engine.state().buckets().find(target.bucket().value());
        VersionLookup.Found found =
                bucket.isEmpty() ? null : engine.lookup().find(bucket.get().id(), target.key(), target.version());
        return found == null
                ? Optional.empty()
                : Optional.of(new Judged(
                        target,
                        bucket.orElseThrow().id(),
                        found.stored().version().id(),
                        found.entry(),
                        found.stored()));
    }

    /** The version a finding is about, if it is there still. */
    Optional<Judged> find(Finding.Body body) {
        return find(body.target()).filter(found -> found.id().equals(body.id()));
    }

    Judged require(RepairTarget target) {
        return find(target)
                .orElseThrow(() -> new RepairRefusedException(Reason.GONE, target + " is not there any more"));
    }

    /**
     * Reads and verifies a version.
     *
     * @throws RepairRefusedException if it is gone, or changes all the time
     * @throws io.maxiofs.storage.api.StorageUnavailableException if the drive went away
     */
    Result run(RepairTarget target) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            Judged judged = require(target);
            Result result = look(judged);
            // What compaction, a rewrap or somebody's change moved meanwhile says nothing about what is there now.
            Judged now = require(target);
            if (result.isWell()
                    || Arrays.equals(now.entry().bytes(), judged.entry().bytes())) {
                return result;
            }
        }
        throw new RepairRefusedException(Reason.CHANGED, target + " keeps changing");
    }

    private Result look(Judged judged) throws IOException {
        List<ByteRange> lost = new ArrayList<>();
        boolean atRisk = false;
        String detail = "";
        if (judged.stored().body() instanceof StoredBody.Extents extents) {
            long start = 0;
            for (ExtentRef ref : extents.refs()) {
                VerifyResult result = engine.extents().verify(ref.extentId());
                for (VerifyResult.Damage damage : result.damages()) {
                    atRisk |= damage.kind() == VerifyResult.Kind.TRAILER;
                    ByteRange bad = damagedIn(ref, start, damage);
                    if (bad != null) {
                        lost.add(bad);
                    }
                    detail = detail.isEmpty() && (bad != null || atRisk) ? damage.reason() : detail;
                }
                start += ref.range().length();
            }
        }
        if (lost.isEmpty()) {
            String unreadable = unreadable(judged);
            if (unreadable != null) {
                detail = unreadable;
                lost.add(
                        ByteRange.all(judged.stored().version().requireContent().size()));
            }
        }
        boolean recordMissing = !hasRecord(judged.entry());
        if (recordMissing && detail.isEmpty()) {
            detail = "its record in the journal cannot be read";
        }
        return new Result(judged, List.copyOf(lost), atRisk, recordMissing, detail);
    }

    /** The bytes of the whole body that damage to an extent takes; null if the body uses none of those. */
    private static @Nullable ByteRange damagedIn(ExtentRef ref, long start, VerifyResult.Damage damage) {
        if (damage.kind() == VerifyResult.Kind.TRAILER) {
            return null;
        }
        ByteRange bad = damage.plaintext();
        long end = bad.length() > Long.MAX_VALUE - bad.offset() ? Long.MAX_VALUE : bad.end();
        long from = Math.max(bad.offset(), ref.range().offset());
        long to = Math.min(end, ref.range().end());
        if (from > to || from == to && ref.range().length() > 0) {
            return null;
        }
        return new ByteRange(start + from - ref.range().offset(), to - from);
    }

    /** Why the bytes cannot be had, or are not those of the upload; null if they can and are. */
    private @Nullable String unreadable(Judged judged) throws IOException {
        ObjectContent content = judged.stored().version().content();
        if (content == null) {
            return null;
        }
        try {
            if (isCustomerKey(judged.stored().body())) {
                // What only the client can decrypt is verified as it is stored; the extents were so before.
                readStored(judged);
                return null;
            }
            ContentProof proof = ContentProof.of(content, List.of()).orElse(null);
            read(judged, proof);
            return proof == null ? null : proof.difference().orElse(null);
        } catch (CorruptDataException | DecryptionException e) {
            return String.valueOf(e.getMessage());
        } catch (ObjectNotFoundException | SegmentMissingException e) {
            // It was deleted or moved, which whoever asked finds out; or its extent is not counted, and so is not
            // readable.
            return String.valueOf(e.getMessage());
        }
    }

    static boolean isCustomerKey(StoredBody body) {
        WrappedKey key = keyOf(body);
        return key != null && key.isCustomerKey();
    }

    /** The key a body is encrypted with, of several the first; null if none is encrypted. */
    static @Nullable WrappedKey keyOf(StoredBody body) {
        return switch (body) {
            case StoredBody.Empty ignored -> null;
            case StoredBody.Inline inline -> inline.key();
            case StoredBody.Extents extents ->
                extents.refs().stream()
                        .map(ExtentRef::key)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        };
    }

    /** Reads all of a body and lets the proof have it. */
    private void read(Judged judged, @Nullable ContentProof proof) {
        try (BodyReader reader = open(judged)) {
            for (BodyReader.Slice slice = reader.next(); slice != null; slice = reader.next()) {
                if (proof != null) {
                    SliceBytes.write(slice, proof::update);
                }
            }
        }
    }

    /** The plaintext of a version that is not encrypted with a client's key. */
    BodyReader open(Judged judged) {
        LocalStoredObject object = new LocalStoredObject(
                (found, range, key) -> engine.bodies().open(found, range, key),
                judged.bucketId(),
                judged.stored(),
                judged.entry().body());
        return object.open(
                ByteRange.all(judged.stored().version().requireContent().size()), null);
    }

    /** The bytes of an inline body as they are stored, verified; null if the body is not inline. */
    Decision.@Nullable InlineBytes readStored(Judged judged) throws IOException {
        Entry.BodyPlace place = judged.entry().body();
        return judged.stored().body() instanceof StoredBody.Inline inline
                ? new Decision.InlineBytes(
                        engine.journal().readBody(place.segment(), place.offset(), inline.storedLength(), inline.crc()),
                        inline.crc())
                : null;
    }

    /** Whether the journal still has the record that made the version what it is. */
    private boolean hasRecord(Entry entry) throws IOException {
        long segment = entry.place().segment();
        if (!engine.journal().exists(segment)) {
            return false;
        }
        AtomicBoolean found = new AtomicBoolean();
        try {
            engine.journal().scan(segment, record -> {
                if (!found.get() && holds(record, entry.sequence())) {
                    found.set(true);
                }
            });
        } catch (SegmentMissingException e) {
            return false;
        }
        return found.get();
    }

    private static boolean holds(JournalRecord record, long sequence) {
        try {
            return ChangeCodec.decode(record.payload()).steps().stream()
                    .map(ChangeRecord.Step::sequence)
                    .anyMatch(own -> own == sequence);
        } catch (CorruptDataException | IllegalArgumentException e) {
            // Not understood is as good as not there; a scrub says the same.
            return false;
        }
    }
}
