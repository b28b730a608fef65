package io.maxiofs.server.s3.auth;

import io.maxiofs.server.s3.request.ParsedRequest;
import io.maxiofs.server.s3.request.PercentEncoding;
import io.maxiofs.server.s3.request.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a request is about, as strings to sign of Signature V2 have it: bucket and key as sent, and every parameter of the
 * query that chooses what is done or what is answered.
 */
final class CanonicalResource {
    private static final Set<String> SIGNED_PARAMETERS = Set.of(
            "abac",
            "accelerate",
            "acl",
            "analytics",
            "attributes",
            "cors",
            "delete",
            "encryption",
            "intelligent-tiering",
            "inventory",
            "legal-hold",
            "lifecycle",
            "location",
            "logging",
            "metadataConfiguration",
            "metadataInventoryTable",
            "metadataJournalTable",
            "metadataTable",
            "metrics",
            "notification",
            "object-lock",
            "ownershipControls",
            "partNumber",
            "policy",
            "policyStatus",
            "publicAccessBlock",
            "renameObject",
            "replication",
            "requestPayment",
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires",
            "restore",
            "retention",
            "select",
            "select-type",
            "session",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versionId",
            "versioning",
            "versions",
            "website");

    private CanonicalResource() {}

    /**
     * The forms clients sign, the likeliest first: a bucket in the path may have a slash behind it in the signature and
     * none in the request.
     */
    static List<String> candidates(RequestHead head, ParsedRequest request) {
        String query = parameters(head.rawQuery());
        String path = isInHost(head, request) ? "/" + request.bucketName() + head.rawPath() : head.rawPath();
        return request.objectKey() == null && !path.endsWith("/")
                ? List.of(path + query, path + "/" + query)
                : List.of(path + query);
    }

    /** Whether the bucket is named by the host: then the path is the key and nothing else. */
    private static boolean isInHost(RequestHead head, ParsedRequest request) {
        if (request.bucketName() == null) {
            return false;
        }
        String path = head.rawPath();
        if (request.objectKey() == null) {
            return path.equals("/");
        }
        byte[] decoded = PercentEncoding.decodeBytes(path.substring(1), false);
        return Arrays.equals(decoded, request.objectKey().value().getBytes(StandardCharsets.UTF_8));
    }

    private static String parameters(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return "";
        }
        TreeSet<String> signed = new TreeSet<>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (SIGNED_PARAMETERS.contains(name)) {
                signed.add(equals < 0 ? name : name + "=" + decode(pair.substring(equals + 1)));
            }
        }
        return signed.isEmpty() ? "" : "?" + String.join("&", signed);
    }

    /** A character per byte, as all that is signed. The parser has refused what is not well-formed. */
    private static String decode(String raw) {
        return new String(PercentEncoding.decodeBytes(raw, true), StandardCharsets.ISO_8859_1);
    }
}
