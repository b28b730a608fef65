package io.maxiofs.storage.maintenance;

/**
 * How far a scrub has come.
 *
 * @param bytesDone read and verified, by earlier runs of a resumed scrub too
 * @param bytesTotal to read in all, as counted when it began; what is written and removed meanwhile makes it inexact
 * @param segmentsDone journal segments verified by this run
 * @param extentsDone extents verified by this run
 * @param faults findings but waste
 */
public record ScrubProgress(
        ScrubPhase phase, long bytesDone, long bytesTotal, long segmentsDone, long extentsDone, long faults) {}
