package io.maxiofs.storage.journal;

import io.maxiofs.storage.file.DataFile;
import java.nio.file.Path;

/**
 * A segment whose file is complete and durable and into which records may be written.
 *
 * @param file open for writing; whoever takes the segment closes it
 */
record ReadySegment(SegmentHeader header, Path path, DataFile file) {}
