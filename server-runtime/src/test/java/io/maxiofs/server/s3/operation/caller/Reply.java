package io.maxiofs.server.s3.operation.caller;

import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param headers by lower case name
 */
public record Reply(int status, Map<String, String> headers, byte[] body) {

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public XmlElement xml() {
        return XmlReader.read(body);
    }

    /** Code of the error document; empty if the answer is none. */
    public String errorCode() {
        return status < 300 || body.length == 0 ? "" : xml().require("Code");
    }

    /** Status and code, such as {@code 404 NoSuchKey}; just the status of a success. */
    public String outcome() {
        String code = errorCode();
        return code.isEmpty() ? Integer.toString(status) : status + " " + code;
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + text();
    }
}
