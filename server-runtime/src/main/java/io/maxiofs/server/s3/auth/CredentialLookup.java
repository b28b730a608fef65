package io.maxiofs.server.s3.auth;

import io.maxiofs.server.identity.CredentialSource;
import io.maxiofs.server.identity.CredentialSource.Credential;
import io.maxiofs.server.identity.SessionTokenException;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import org.jspecify.annotations.Nullable;

/** Finds the key a request names, for every way of signing, in the words of S3 if it cannot be used. */
final class CredentialLookup {
    private final CredentialSource credentials;

    CredentialLookup(CredentialSource credentials) {
        this.credentials = credentials;
    }

    /**
     * @param sessionToken null if the request has none
     * @throws S3Exception InvalidAccessKeyId, InvalidToken or ExpiredToken
     */
    Credential find(String accessKeyId, @Nullable String sessionToken) {
        try {
            return credentials
                    .find(accessKeyId, sessionToken)
                    .orElseThrow(() ->
                            new S3Exception(S3ErrorCode.INVALID_ACCESS_KEY_ID).with("AWSAccessKeyId", accessKeyId));
        } catch (SessionTokenException e) {
            throw new S3Exception(
                    switch (e.reason()) {
                        case INVALID -> S3ErrorCode.INVALID_TOKEN;
                        case EXPIRED -> S3ErrorCode.EXPIRED_TOKEN;
                    });
        }
    }

    /** Says that a request was signed with this key. */
    void used(Credential credential) {
        credentials.noteUse(credential);
    }
}
