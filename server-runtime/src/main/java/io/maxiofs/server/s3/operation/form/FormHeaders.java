package io.maxiofs.server.s3.operation.form;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.TagDocument;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.server.service.TagRules;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form as the headers of the PutObject they stand for. Of the request's own headers only those are seen
 * that tell of the connection and the client, never one that would change what is written.
 */
final class FormHeaders implements RequestHeaders {
    private static final Set<String> OF_THE_REQUEST = Set.of(
            "host",
            "user-agent",
            "referer",
            "origin",
            "x-forwarded-for",
            "x-forwarded-proto",
            "forwarded",
            "access-control-request-method",
            "access-control-request-headers");

    private static final Set<String> OF_THE_OBJECT = Set.of(
            "content-type",
            "content-disposition",
            "content-encoding",
            "content-language",
            "cache-control",
            "expires",
            "if-none-match",
            "if-match");

    private static final Set<String> OF_THE_SIGNATURE = Set.of(
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-signature",
            "x-amz-security-token",
            "x-amz-content-sha256");

    private final Map<String, String> values = new TreeMap<>();
    private final RequestHeaders request;

    /**
     * @throws S3Exception InvalidArgument for a value that cannot be a header's, MalformedXML and others for tags that are
     *     not valid
     */
    FormHeaders(FormFields fields, RequestHeaders request) {
        this.request = request;
        fields.values().forEach((name, value) -> {
            if (OF_THE_OBJECT.contains(name) || (name.startsWith("x-amz-") && !OF_THE_SIGNATURE.contains(name))) {
                put(name, value);
            }
        });
        String acl = fields.value("acl");
        if (acl != null) {
            put("x-amz-acl", acl);
        }
        String tagging = fields.value("tagging");
        if (tagging != null) {
            put("x-amz-tagging", tags(tagging));
        }
    }

    private void put(String name, String value) {
        if (name.startsWith("x-amz-copy-source")) {
            throw invalid(name, value, "A form does not copy.");
        }
        if (!name.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ':')
                || value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
            // It would come back as a header, and could pretend to be several.
            throw invalid(name, "", "The value of this field must not contain control characters.");
        }
        // As on the wire: a character per byte.
        String bytes = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).strip();
        if (values.put(name, bytes) != null) {
            throw invalid(name, value, "This value is given twice.");
        }
    }

    private static S3Exception invalid(String name, String value, String message) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    private static String tags(String document) {
        return TagDocument.parse(document.getBytes(StandardCharsets.UTF_8), TagRules.OBJECT)
                .values()
                .entrySet()
                .stream()
                .map(tag -> encode(tag.getKey()) + "=" + encode(tag.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable String value(String name) {
        String lower = MultipartForm.fold(name);
        return OF_THE_REQUEST.contains(lower) ? request.value(lower) : values.get(lower);
    }

    @Override
    public List<String> all(String name) {
        String lower = MultipartForm.fold(name);
        if (OF_THE_REQUEST.contains(lower)) {
            return request.all(lower);
        }
        String value = values.get(lower);
        return value == null ? List.of() : List.of(value);
    }

    @Override
    public Map<String, String> startingWith(String lowerCasePrefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(lowerCasePrefix)) {
                found.put(name, value);
            }
        });
        return found;
    }
}
