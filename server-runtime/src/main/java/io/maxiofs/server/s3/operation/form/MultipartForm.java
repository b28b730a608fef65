package io.maxiofs.server.s3.operation.form;

import io.maxiofs.server.s3.request.S3Request;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a request says of its form.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578, multipart/form-data</a>
 */
public final class MultipartForm {
    private static final String TYPE = "multipart/form-data";

    /** RFC 2046, section 5.1.1. */
    private static final int MAX_BOUNDARY_CHARACTERS = 70;

    private MultipartForm() {}

    /** Whether a request without any other credentials says that its body is a form. */
    public static boolean isSentBy(S3Request request) {
        return request.principal().isAnonymous() && isForm(request.headers().value("Content-Type"));
    }

    static boolean isForm(@Nullable String contentType) {
        return contentType != null
                && contentType.regionMatches(true, 0, TYPE, 0, TYPE.length())
                && (contentType.length() == TYPE.length() || !isTokenCharacter(contentType.charAt(TYPE.length())));
    }

    private static boolean isTokenCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '+' || c == '/';
    }

    /** The boundary between parts; empty if there is none that is valid. */
    static Optional<String> boundary(String contentType) {
        return HeaderParameters.find(contentType, "boundary")
                .filter(boundary -> !boundary.isEmpty()
                        && boundary.length() <= MAX_BOUNDARY_CHARACTERS
                        && boundary.chars().allMatch(c -> c >= ' ' && c < 0x7F)
                        && !boundary.endsWith(" "));
    }

    /** Lower case, as names of fields are compared. */
    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
