package io.maxiofs.storage.journal;

/**
 * A segment that holds records.
 *
 * @param usedBytes bytes up to the end of its last durable record, its header page included; the file's size where the
 *     end is not known because it is damaged
 * @param sealed nothing will be appended to it any more
 */
public record SegmentInfo(long id, int usedBytes, boolean sealed) {}
