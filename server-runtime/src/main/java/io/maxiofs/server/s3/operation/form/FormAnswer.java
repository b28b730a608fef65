package io.maxiofs.server.s3.operation.form;

import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the sender of a form is told once the object is written.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">POST Object, success_action_*</a>
 */
final class FormAnswer {
    private final FormFields fields;
    private final S3Request put;

    /** @param put the request that wrote the object */
    FormAnswer(FormFields fields, S3Request put) {
        this.fields = fields;
        this.put = put;
    }

    /** @param headers of the answer to PutObject */
    S3Response of(Map<String, String> headers) {
        String etag = headers.getOrDefault("ETag", "");
        Optional<String> redirect =
                redirect(fields.value("success_action_redirect")).or(() -> redirect(fields.value("redirect")));
        if (redirect.isPresent()) {
            return new S3Response(303, with(headers, target(redirect.get(), etag)), new S3Response.Empty());
        }
        String location = location();
        Map<String, String> located = with(headers, location);
        return switch (fields.values().getOrDefault("success_action_status", "")) {
            case "200" -> new S3Response(200, located, new S3Response.Empty());
            case "201" -> new S3Response(201, located, new S3Response.Xml(document(location, etag)));
            default -> new S3Response(204, located, new S3Response.Empty());
        };
    }

    private static Map<String, String> with(Map<String, String> headers, String location) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Location", location);
        return all;
    }

    /** An address a browser can be sent to; what is none counts as not given. */
    private static Optional<String> redirect(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI address = new URI(text);
            boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            return web && address.getHost() != null ? Optional.of(address.toASCIIString()) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private String target(String address, String etag) {
        int hash = address.indexOf('#');
        String base = hash < 0 ? address : address.substring(0, hash);
        return base + (base.indexOf('?') < 0 ? '?' : '&') + "bucket="
                + encode(put.bucket().value()) + "&key=" + encode(put.key().value()) + "&etag=" + encode(etag)
                + (hash < 0 ? "" : address.substring(hash));
    }

    /** In path style under the name the client used, with the slashes of the key encoded as S3 does. */
    private String location() {
        return (put.origin().secure() ? "https://" : "http://") + put.origin().host() + "/"
                + put.bucket().value() + "/" + encode(put.key().value());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    private byte[] document(String location, String etag) {
        return XmlWriter.document("PostResponse", "")
                .element("Location", location)
                .element("Bucket", put.bucket().value())
                .element("Key", put.key().value())
                .element("ETag", etag)
                .toBytes();
    }
}
