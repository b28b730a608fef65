package io.maxiofs.server.website;

import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.S3Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Errors of websites, for people. Everything that came with the visit is escaped.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/CustomErrorDocSupport.html">Error documents</a>
 */
final class ErrorPage {
    private static final String TYPE = "text/html; charset=utf-8";

    private ErrorPage() {}

    /** @param documentError why the bucket's own error document could not be shown; null if it has none */
    static S3Response of(S3Exception error, String requestId, @Nullable S3Exception documentError) {
        int status = error.code().status();
        Map<String, String> headers = new LinkedHashMap<>(error.headers());
        if (status == 304) {
            return new S3Response(status, headers, new S3Response.Empty());
        }
        headers.put("Content-Type", TYPE);
        headers.put("x-amz-error-code", error.code().wireName());
        headers.put("x-amz-error-message", error.message());
        error.fields().forEach((name, value) -> headers.put("x-amz-error-detail-" + name, value));
        StringBuilder page = new StringBuilder(512);
        String title = status + " " + error.code().wireName();
        page.append("<!DOCTYPE html>\n<html><head><title>")
                .append(title)
                .append("</title></head>\n<body>\n<h1>")
                .append(title)
                .append("</h1>\n<ul>\n");
        describe(page, error);
        item(page, "RequestId", requestId);
        page.append("</ul>\n");
        if (documentError != null) {
            page.append("<h3>The error document of this site could not be read</h3>\n<ul>\n");
            describe(page, documentError);
            page.append("</ul>\n");
        }
        page.append("</body></html>\n");
        return new S3Response(
                status, headers, new S3Response.Bytes(page.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void describe(StringBuilder page, S3Exception error) {
        item(page, "Code", error.code().wireName());
        item(page, "Message", error.message());
        error.fields().forEach((name, value) -> item(page, name, value));
    }

    private static void item(StringBuilder page, String name, String value) {
        page.append("<li>");
        escape(page, name);
        page.append(": ");
        escape(page, value);
        page.append("</li>\n");
    }

    private static void escape(StringBuilder page, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '&' -> page.append("&amp;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.append(c < 0x20 ? ' ' : c);
            }
        }
    }
}
