package io.maxiofs.storage.maintenance;

import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it should be.
 *
 * @param place file, position or row, for whoever mends it
 * @param affected what of the user's it concerns; null if nothing in particular
 * @param detail for people
 * @param body the version whose bytes or record it is about, for whoever repairs it; null if it is about no version
 */
public record Finding(
        Severity severity,
        Kind kind,
        String place,
        @Nullable Affected affected,
        String detail,
        @Nullable Body body) {

    /** One that is about no version. */
    public Finding(Severity severity, Kind kind, String place, @Nullable Affected affected, String detail) {
        this(severity, kind, place, affected, detail, null);
    }

    /** The same about a version; nothing else if it cannot be named. */
    Finding about(@Nullable Body version) {
        return new Finding(severity, kind, place, affected, detail, version);
    }

    /**
     * A version, and what of it.
     *
     * @param id its own, by which a null version is told from the one that replaced it
     * @param damaged bytes of its plaintext that cannot be read; null if it is not about particular ones
     */
    public record Body(
            RepairTarget target, VersionId id, @Nullable ByteRange damaged) {}

    /** What would be lost. Ordered from bad to harmless. */
    public enum Severity {
        /** Bytes or names of the user's cannot be read any more. */
        LOST,
        /** All can be read, but what protects it is gone: a further fault, or losing the index, would lose it. */
        AT_RISK,
        /** Something derived is wrong; {@code rescue} makes it anew from what is right. */
        INCONSISTENT,
        /** Space that nobody needs. Usual after a crash; the next start gives it back. */
        WASTE
    }

    /** What was found. */
    public enum Kind {
        /** A segment of the journal cannot be told from garbage. */
        JOURNAL_SEGMENT,
        /** A place in the journal where records were and are no more. */
        JOURNAL_RECORDS,
        /** A record that fails its checksum. */
        JOURNAL_PAYLOAD,
        /** The body of a record that fails its checksum. */
        JOURNAL_BODY,
        /** The mark of where a segment ends. */
        JOURNAL_FOOTER,
        /** A record that is whole and yet not understood. */
        JOURNAL_NOT_UNDERSTOOD,
        /** A row whose record is damaged or missing: only the index knows it. */
        RECORD_MISSING,
        /** A body inside the journal that cannot be read. */
        BODY_DAMAGED,
        EXTENT_MISSING,
        EXTENT_DAMAGED,
        /** A row refers to an extent that is not counted. */
        EXTENT_NOT_COUNTED,
        /** The number of references to an extent is wrong. */
        EXTENT_COUNT,
        /** An extent nothing refers to. */
        EXTENT_UNUSED,
        /** The index cannot be opened or read. */
        INDEX_DAMAGED,
        /** A row that cannot be decoded. */
        ROW_DAMAGED,
        /** The index lacks a row that the journal tells of. */
        ROW_MISSING,
        /** A row differs from what the journal tells. */
        ROW_DIFFERS,
        /** The counters of a bucket or segment are wrong. */
        COUNTER,
        /** The keys of encrypted bodies cannot be read. */
        KEYS,
        /** The identity file. */
        IDENTITY
    }

    /**
     * Whom it concerns.
     *
     * @param bucket name, or the number of a bucket that has no row
     * @param key null if it is the bucket as a whole, or a part of an upload whose key is not known
     * @param version text of the version, or of the upload with the part's number; null if neither is meant
     */
    public record Affected(
            String bucket, @Nullable String key, @Nullable String version) {
        @Override
        public String toString() {
            return bucket + (key == null ? "" : "/" + key) + (version == null ? "" : " (" + version + ")");
        }
    }

    @Override
    public String toString() {
        return severity + " " + kind + " " + place + (affected == null ? "" : " " + affected) + ": " + detail;
    }
}
