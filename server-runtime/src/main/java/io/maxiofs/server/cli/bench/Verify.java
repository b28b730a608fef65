package io.maxiofs.server.cli.bench;

/** How closely answers are looked at. Lengths always are. */
enum Verify {
    /** Only the length: for servers that are not S3. */
    LENGTH,
    /** The entity tag, which is the MD5 of an object put whole. */
    ETAG,
    /** Every byte of what GET returns, but no entity tag: for servers that are not S3. */
    BYTES,
    /** Entity tag and every byte. */
    FULL;

    boolean etags() {
        return this == ETAG || this == FULL;
    }

    boolean bytes() {
        return this == BYTES || this == FULL;
    }
}
