package io.maxiofs.storage.journal;

/**
 * Settings of a journal.
 *
 * @param segmentBytes size of a new segment's file; 64 KiB to 1 GiB, a multiple of 4 KiB. Existing segments keep theirs
 * @param spareSegments segments kept ready for use ahead of the writer; 0 to 16. With 0 the appending thread prepares
 *     each one itself
 * @param recycledSegments retired segments kept to be used again instead of being deleted; 0 to 64
 * @param maxRecordBytes longest record, header included; must fit into a segment
 * @param stagingBytes a group longer than this takes more than one write; at least {@code maxRecordBytes}, at most 64 MiB
 * @param maxOpenSegments segment files held open for readers, at least 1; more are opened while that many are in use
 */
public record JournalConfig(
        int segmentBytes,
        int spareSegments,
        int recycledSegments,
        int maxRecordBytes,
        int stagingBytes,
        int maxOpenSegments) {

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    /** 64 MiB segments, records up to 2 MiB. */
    public static final JournalConfig DEFAULT = new JournalConfig(64 * MIB, 2, 4, 2 * MIB, 4 * MIB, 512);

    public JournalConfig {
        check(
                segmentBytes >= 64 * KIB && segmentBytes <= 1024 * MIB && segmentBytes % (4 * KIB) == 0,
                "segmentBytes",
                segmentBytes);
        check(spareSegments >= 0 && spareSegments <= 16, "spareSegments", spareSegments);
        check(recycledSegments >= 0 && recycledSegments <= 64, "recycledSegments", recycledSegments);
        check(
                maxRecordBytes >= 4 * KIB && maxRecordBytes <= SegmentLayout.recordSpace(segmentBytes),
                "maxRecordBytes",
                maxRecordBytes);
        check(stagingBytes >= maxRecordBytes && stagingBytes <= 64 * MIB, "stagingBytes", stagingBytes);
        check(maxOpenSegments >= 1, "maxOpenSegments", maxOpenSegments);
    }

    private static void check(boolean holds, String name, int value) {
        if (!holds) {
            throw new IllegalArgumentException("journal setting out of range: " + name + "=" + value);
        }
    }
}
