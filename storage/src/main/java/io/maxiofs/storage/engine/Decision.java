package io.maxiofs.storage.engine;

import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeNote;
import io.maxiofs.storage.codec.ChangeRecord;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the committer shall do for a command, all of it or nothing.
 *
 * @param changes empty if the answer needs no change
 * @param body inline body of the first change; null if the record brings none
 * @param result what the command's future completes with
 * @param relaxed whether the answer may be given before the force
 * @param movedSequence sequence the changes belong to if compaction moves them; 0 if they are new
 * @param note kept in the record for those who follow the changes
 */
record Decision<T>(
        ChangeRecord.Kind kind,
        List<Change> changes,
        @Nullable InlineBytes body,
        T result,
        boolean relaxed,
        long movedSequence,
        ChangeNote note) {

    /**
     * A body on its way into a record.
     *
     * @param crc CRC32C of the bytes
     */
    record InlineBytes(ByteBuffer bytes, int crc) {}

    static <T> Decision<T> of(ChangeRecord.Kind kind, List<Change> changes, T result) {
        return new Decision<>(kind, changes, null, result, false, 0, ChangeNote.NONE);
    }

    /** A change that compaction writes again as it is. */
    static <T> Decision<T> moved(Change change, long sequence, @Nullable InlineBytes body, T result) {
        return new Decision<>(
                ChangeRecord.Kind.RELOCATION, List.of(change), body, result, false, sequence, ChangeNote.NONE);
    }

    static <T> Decision<T> unchanged(T result) {
        return new Decision<>(ChangeRecord.Kind.INTERNAL, List.of(), null, result, false, 0, ChangeNote.NONE);
    }

    Decision<T> withBody(@Nullable InlineBytes bytes) {
        return new Decision<>(kind, changes, bytes, result, relaxed, movedSequence, note);
    }

    Decision<T> relaxed(boolean value) {
        return new Decision<>(kind, changes, body, result, value, movedSequence, note);
    }

    Decision<T> with(ChangeNote newNote) {
        return new Decision<>(kind, changes, body, result, relaxed, movedSequence, newNote);
    }
}
