package io.maxiofs.storage.engine;

import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import org.jspecify.annotations.Nullable;

/**
 * What compaction asks of the committer: write once more what still lives in a segment. Each command looks again whether
 * that is still so, since the thing may have changed or gone meanwhile.
 */
final class MoveCommands {
    private MoveCommands() {}

    /** What became of a move. */
    enum Outcome {
        /** It lives elsewhere now, or not at all. */
        DONE,
        /** It changed while its body was read; look again. */
        CHANGED
    }

    /**
     * Moves a version.
     *
     * @param body bytes read from {@code bodyAt}; null if the version had no inline body
     */
    record Version(Change.PutVersion old, long victim, Entry.BodyPlace bodyAt, Decision.@Nullable InlineBytes body)
            implements Command<Outcome> {
        @Override
        public int bodyBytes() {
            return body == null ? 0 : body.bytes().remaining();
        }

        @Override
        public boolean mayUseReserve() {
            return true;
        }

        @Override
        public Decision<Outcome> decide(DecisionContext context) {
            VersionCodec.Outline outline = VersionCodec.outline(old.entity(), 0);
            Entry entry = find(context, outline.id());
            if (entry == null || !livesIn(entry, victim)) {
                return Decision.unchanged(Outcome.DONE);
            }
            if (!entry.body().equals(bodyAt)) {
                return Decision.unchanged(Outcome.CHANGED);
            }
            Change again = new Change.PutVersion(old.bucketId(), old.key(), entry.entity());
            return Decision.moved(again, entry.sequence(), body, Outcome.DONE);
        }

        private @Nullable Entry find(DecisionContext context, VersionId id) {
            byte[] head = context.tables().get(Table.OBJECT, TableKeys.object(old.bucketId(), old.key()));
            Entry entry = Entry.readOrNull(head);
            if (entry == null || idOf(entry).equals(id)) {
                return entry;
            }
            return Entry.readOrNull(
                    context.tables().get(Table.NONCURRENT, TableKeys.noncurrent(old.bucketId(), old.key(), id)));
        }
    }

    static VersionId idOf(Entry entry) {
        return VersionCodec.outline(entry.bytes(), entry.entityOffset()).id();
    }

    static boolean livesIn(Entry entry, long segment) {
        return entry.place().segment() == segment || entry.body().segment() == segment;
    }

    /**
     * Moves a bucket, an upload or a part.
     *
     * @param key of its row
     */
    record Row(Table table, byte[] key, Change old, long victim) implements Command<Outcome> {
        @Override
        public boolean mayUseReserve() {
            return true;
        }

        @Override
        public Decision<Outcome> decide(DecisionContext context) {
            Entry entry = Entry.readOrNull(context.tables().get(table, key));
            if (entry == null || !livesIn(entry, victim)) {
                return Decision.unchanged(Outcome.DONE);
            }
            Change again = switch (old) {
                case Change.PutBucket put -> new Change.PutBucket(put.bucketId(), entry.entity());
                case Change.PutUpload put -> new Change.PutUpload(put.bucketId(), put.key(), put.id(), entry.entity());
                case Change.PutPart put -> new Change.PutPart(put.bucketId(), put.id(), put.number(), entry.entity());
                default -> throw new IllegalStateException("No row: " + old);
            };
            return Decision.moved(again, entry.sequence(), null, Outcome.DONE);
        }
    }

    /** Moves a step that has no row: a removal that is still needed, or a reservation. */
    record Step(Change change, long sequence) implements Command<Outcome> {
        @Override
        public boolean mayUseReserve() {
            return true;
        }

        @Override
        public Decision<Outcome> decide(DecisionContext context) {
            return Decision.moved(change, sequence, null, Outcome.DONE);
        }
    }
}
