package io.maxiofs.server.s3.header;

import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.model.VersionSelector;
import org.jspecify.annotations.Nullable;

/** The {@code versionId} parameter. */
public final class VersionParameter {
    public static final String NAME = "versionId";

    private VersionParameter() {}

    /** The version a request names, or the current one. See {@link #parse}. */
    public static VersionSelector of(S3Request request) {
        return parse(request.query().value(NAME));
    }

    /**
     * Reads a version id.
     *
     * @param text null for the current version
     * @throws io.maxiofs.server.s3.error.S3Exception InvalidArgument if it cannot be a version id
     */
    public static VersionSelector parse(@Nullable String text) {
        if (text == null) {
            return VersionSelector.CURRENT;
        }
        if (text.isEmpty()) {
            throw InvalidHeader.argument(NAME, text, "Version id cannot be the empty string");
        }
        return VersionSelector.parse(text)
                .orElseThrow(() -> InvalidHeader.argument(NAME, text, "Invalid version id specified"));
    }
}
