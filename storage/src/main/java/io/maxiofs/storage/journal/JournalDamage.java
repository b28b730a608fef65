package io.maxiofs.storage.journal;

/**
 * A place in the journal that was durable once and cannot be trusted now.
 *
 * @param lengthBytes bytes concerned; up to the segment's end where the extent is not known
 * @param detail for people
 */
public record JournalDamage(RecordPosition position, Kind kind, int lengthBytes, String detail) {

    /** What is lost. */
    public enum Kind {
        /** The segment's header page, in both copies: none of its records can be told from garbage. */
        SEGMENT,
        /** Records of unknown number: nothing readable up to the next valid record. */
        RECORDS,
        /** One record's payload: the change it stood for. */
        PAYLOAD,
        /** One record's body. The record itself is good and was handed out; reading its body fails. */
        BODY,
        /** The mark of where the segment's records end: there may have been more. */
        FOOTER
    }
}
