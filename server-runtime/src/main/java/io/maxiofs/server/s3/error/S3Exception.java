package io.maxiofs.server.s3.error;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that is answered with an error of S3. */
public final class S3Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final S3ErrorCode code;
    private final transient Map<String, String> fields;
    private final transient Map<String, String> headers;

    public S3Exception(S3ErrorCode code) {
        this(code, code.defaultMessage());
    }

    public S3Exception(S3ErrorCode code, String message) {
        this(code, message, Map.of(), Map.of());
    }

    private S3Exception(S3ErrorCode code, String message, Map<String, String> fields, Map<String, String> headers) {
        // The code and the fields say where it came from; a refused request must not cost a stack walk.
        super(message, null, false, false);
        this.code = code;
        this.fields = fields;
        this.headers = headers;
    }

    public S3ErrorCode code() {
        return code;
    }

    /** Elements of the error document beside Code, Message, Resource, RequestId and HostId, in order. */
    public Map<String, String> fields() {
        return fields;
    }

    /** Headers that go with the answer. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The same error with one more element in its document. */
    public S3Exception with(String element, String value) {
        return new S3Exception(code, message(), added(fields, element, value), headers);
    }

    /** The same error with one more header on its answer. */
    public S3Exception withHeader(String name, String value) {
        return new S3Exception(code, message(), fields, added(headers, name, value));
    }

    /** The text for the person who reads the error; never parsed. */
    public String message() {
        String message = getMessage();
        return message == null ? code.defaultMessage() : message;
    }

    private static Map<String, String> added(Map<String, String> map, String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(map);
        copy.put(name, value);
        return copy;
    }
}
