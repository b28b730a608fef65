package io.maxiofs.server.s3.cors;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The CORSConfiguration document.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html">PutBucketCors</a>
 */
public final class CorsDocument {
    /** The reference allows documents of 64 KB. */
    public static final int MAX_BYTES = 64 << 10;

    /** Rules a bucket may have. */
    public static final int MAX_RULES = 100;

    private static final int MAX_ID_CHARACTERS = 255;
    private static final String ROOT = "CORSConfiguration";
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");
    private static final Set<String> ELEMENTS =
            Set.of("ID", "AllowedHeader", "AllowedMethod", "AllowedOrigin", "ExposeHeader", "MaxAgeSeconds");

    private CorsDocument() {}

    /**
     * Reads a document.
     *
     * @throws MalformedXmlException if it does not have the form of one
     * @throws S3Exception InvalidRequest if a rule cannot be
     */
    public static List<CorsRule> parse(byte[] document) {
        XmlElement root = XmlReader.read(document, ROOT);
        List<CorsRule> rules = new ArrayList<>();
        for (XmlElement child : root.children()) {
            if (!child.name().equals("CORSRule")) {
                throw new MalformedXmlException(ROOT + " has a child " + child.name());
            }
            rules.add(rule(child));
        }
        if (rules.isEmpty()) {
            throw new MalformedXmlException(ROOT + " has no rule");
        }
        if (rules.size() > MAX_RULES) {
            throw invalid("The number of CORS rules should not exceed allowed limit of " + MAX_RULES + " rules.");
        }
        return List.copyOf(rules);
    }

    private static CorsRule rule(XmlElement element) {
        for (XmlElement child : element.children()) {
            if (!ELEMENTS.contains(child.name())) {
                throw new MalformedXmlException("CORSRule has a child " + child.name());
            }
        }
        String id = single(element, "ID");
        if (id != null && id.length() > MAX_ID_CHARACTERS) {
            throw new MalformedXmlException("ID is too long");
        }
        CorsRule rule = new CorsRule(
                id,
                texts(element, "AllowedMethod"),
                texts(element, "AllowedOrigin"),
                texts(element, "AllowedHeader"),
                texts(element, "ExposeHeader"),
                maxAge(single(element, "MaxAgeSeconds")));
        if (rule.methods().isEmpty() || rule.origins().isEmpty()) {
            throw new MalformedXmlException("CORSRule lacks a method or an origin");
        }
        check(rule);
        return rule;
    }

    private static void check(CorsRule rule) {
        for (String method : rule.methods()) {
            if (!METHODS.contains(method)) {
                throw invalid("Found unsupported HTTP method in CORS config. Unsupported method is " + method);
            }
        }
        refuseManyWildcards("AllowedOrigin", rule.origins());
        refuseManyWildcards("AllowedHeader", rule.headers());
        for (String header : rule.exposed()) {
            if (header.indexOf('*') >= 0) {
                throw invalid("ExposeHeader \"" + header
                        + "\" contains wildcard. We currently do not support wildcard for ExposeHeader.");
            }
        }
    }

    private static void refuseManyWildcards(String element, List<String> values) {
        for (String value : values) {
            if (value.indexOf('*') != value.lastIndexOf('*')) {
                throw invalid(element + " \"" + value + "\" can not have more than one wildcard.");
            }
        }
    }

    private static @Nullable Integer maxAge(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            int seconds = Integer.parseInt(text);
            if (seconds >= 0) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            throw new MalformedXmlException("MaxAgeSeconds is not a number");
        }
        throw new MalformedXmlException("MaxAgeSeconds is negative");
    }

    private static @Nullable String single(XmlElement element, String name) {
        List<String> all = texts(element, name);
        if (all.size() > 1) {
            throw new MalformedXmlException(name + " is given more than once");
        }
        return all.isEmpty() ? null : all.getFirst();
    }

    private static List<String> texts(XmlElement element, String name) {
        return element.children(name).stream()
                .map(child -> child.text().strip())
                .toList();
    }

    private static S3Exception invalid(String message) {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST, message);
    }

    /** Writes a document. */
    public static byte[] write(List<CorsRule> rules) {
        XmlWriter xml = XmlWriter.document(ROOT);
        for (CorsRule rule : rules) {
            xml.start("CORSRule").optional("ID", rule.id());
            rule.headers().forEach(header -> xml.element("AllowedHeader", header));
            rule.methods().forEach(method -> xml.element("AllowedMethod", method));
            rule.origins().forEach(origin -> xml.element("AllowedOrigin", origin));
            rule.exposed().forEach(header -> xml.element("ExposeHeader", header));
            if (rule.maxAgeSeconds() != null) {
                xml.element("MaxAgeSeconds", rule.maxAgeSeconds().longValue());
            }
            xml.end();
        }
        return xml.toBytes();
    }
}
