package io.maxiofs.server.s3.auth;

import java.time.Instant;
import java.util.List;

/**
 * What a request says about its own signature, from the header or the query.
 *
 * @param signedHeaders lower case, in the order given
 * @param signature 64 hexadecimal digits
 * @param timestamp the request's time in ISO 8601 basic form, as signed
 * @param time the same as an instant
 * @param presigned whether it came in the query
 */
record RequestSignature(
        CredentialScope scope,
        List<String> signedHeaders,
        String signature,
        String timestamp,
        Instant time,
        boolean presigned) {}
