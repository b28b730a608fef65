package io.maxiofs.storage.model;

import java.util.HexFormat;

/**
 * S3's entity tag, without the quotes it wears on the wire: the MD5 of the body in hex, or {@code md5(md5s)-N} for
 * N parts.
 */
public record ETag(String value) {
    /** @throws IllegalArgumentException if empty or if it contains a quote */
    public ETag {
        if (value.isEmpty() || value.indexOf('"') >= 0) {
            throw new IllegalArgumentException("Invalid entity tag: " + value);
        }
    }

    public static ETag ofMd5(byte[] md5) {
        return new ETag(HexFormat.of().formatHex(md5));
    }

    /** The tag as headers and XML carry it. */
    public String quoted() {
        return '"' + value + '"';
    }

    @Override
    public String toString() {
        return value;
    }
}
