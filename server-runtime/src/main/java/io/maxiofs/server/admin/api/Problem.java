package io.maxiofs.server.admin.api;

import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused.
 *
 * @param type a URI that stands for {@code code}
 * @param code stable, for programs
 * @param detail for people; may change
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(
        String type, String title, int status, @Nullable String detail, String code) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(Code code, String detail) {
        return new Problem("urn:maxiofs:problem:" + code.text(), code.title(), code.status(), detail, code.text());
    }

    /**
     * What S3 would have refused with the same words, and what no code of ours says better.
     *
     * @param s3Code S3's; the problem's code is {@code s3.} and this, such as {@code s3.MalformedXML}
     * @param status S3's
     */
    public static Problem ofS3(String s3Code, int status, String detail) {
        String code = "s3." + s3Code;
        return new Problem("urn:maxiofs:problem:" + code, s3Code, status, detail, code);
    }

    /** The codes there are. */
    public enum Code {
        BAD_REQUEST("bad-request", 400, "The request is not understood"),
        INVALID("invalid", 422, "A value is not allowed"),
        UNAUTHENTICATED("unauthenticated", 401, "Sign in first"),
        SIGN_IN_FAILED("sign-in-failed", 401, "Signing in failed"),
        FORBIDDEN("forbidden", 403, "Not allowed"),
        NOT_FOUND("not-found", 404, "Not found"),
        UNKNOWN_RESOURCE("unknown-resource", 404, "The server knows no such resource"),
        METHOD_NOT_ALLOWED("method-not-allowed", 405, "The resource has no such method"),
        EXISTS("exists", 409, "Exists already"),
        NOT_EMPTY("not-empty", 409, "Not empty"),
        CHANGED("changed", 409, "Somebody else changed it meanwhile"),
        LIMIT_REACHED("limit-reached", 409, "There may not be more"),
        LAST_ADMINISTRATOR("last-administrator", 409, "The last administrator must stay"),
        REPAIR_REFUSED("repair-refused", 409, "Nothing was repaired"),
        NOT_AVAILABLE("not-available", 409, "Not available with this configuration"),
        TOO_MANY_FAILURES("too-many-failures", 429, "Too many failures"),
        TOO_MANY_REQUESTS("too-many-requests", 429, "Too many changes in a short time"),
        ENROLMENT_NEEDED("enrolment-needed", 403, "A second factor must be enrolled first"),
        MAINTENANCE("maintenance", 503, "The server is in maintenance"),
        STORAGE_UNAVAILABLE("storage-unavailable", 503, "The store cannot serve this now"),
        INTERNAL("internal", 500, "The server failed");

        private final String text;
        private final int status;
        private final String title;

        Code(String text, int status, String title) {
            this.text = text;
            this.status = status;
            this.title = title;
        }

        public String text() {
            return text;
        }

        public int status() {
            return status;
        }

        public String title() {
            return title;
        }
    }
}
