package io.maxiofs.storage.model;

/** What a checksum of a multipart object covers: the whole body, or the parts' checksums. */
public enum ChecksumType {
    FULL_OBJECT,
    COMPOSITE
}
