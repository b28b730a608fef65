package io.maxiofs.server.website;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.server.website.WebsiteConfiguration.Redirect;
import io.maxiofs.server.website.WebsiteConfiguration.RedirectAll;
import io.maxiofs.server.website.WebsiteConfiguration.RoutingRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The WebsiteConfiguration document.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketWebsite.html">PutBucketWebsite</a>
 */
public final class WebsiteDocument {
    /** Of a document. */
    public static final int MAX_BYTES = 128 << 10;

    private static final int MAX_RULES = 50;
    private static final String ROOT = "WebsiteConfiguration";
    private static final Set<String> ELEMENTS =
            Set.of("RedirectAllRequestsTo", "IndexDocument", "ErrorDocument", "RoutingRules");

    private WebsiteDocument() {}

    /**
     * Reads a document.
     *
     * @throws MalformedXmlException if it does not have the form of one
     * @throws S3Exception InvalidArgument or InvalidRequest if it asks for what cannot be
     */
    public static WebsiteConfiguration parse(byte[] document) {
        XmlElement root = XmlReader.read(document, ROOT);
        refuseOthers(root, ELEMENTS);
        Optional<XmlElement> redirectAll = root.child("RedirectAllRequestsTo");
        if (redirectAll.isPresent()) {
            if (root.children().size() > 1) {
                throw argument(
                        "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.",
                        "RedirectAllRequestsTo",
                        "not null");
            }
            return new WebsiteConfiguration(redirectAll(redirectAll.get()), null, null, List.of());
        }
        XmlElement index = root.child("IndexDocument")
                .orElseThrow(() -> argument(
                        "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty",
                        "IndexDocument",
                        "null"));
        String suffix = index.require("Suffix");
        if (suffix.isEmpty() || suffix.indexOf('/') >= 0) {
            throw argument("The IndexDocument Suffix is not well formed", "IndexDocument", suffix);
        }
        return new WebsiteConfiguration(
                null,
                suffix,
                root.child("ErrorDocument").map(WebsiteDocument::errorKey).orElse(null),
                rules(root));
    }

    private static RedirectAll redirectAll(XmlElement element) {
        String host = element.require("HostName");
        if (host.isEmpty()) {
            throw invalid("A host name must be provided to redirect all requests (e.g. \"example.com\").");
        }
        return new RedirectAll(host, protocol(element));
    }

    private static String errorKey(XmlElement element) {
        String key = element.rawValue("Key");
        if (key == null || key.isEmpty()) {
            throw new MalformedXmlException("ErrorDocument has no key");
        }
        return key;
    }

    private static List<RoutingRule> rules(XmlElement root) {
        Optional<XmlElement> element = root.child("RoutingRules");
        if (element.isEmpty()) {
            return List.of();
        }
        refuseOthers(element.get(), Set.of("RoutingRule"));
        List<XmlElement> rules = element.get().children();
        if (rules.isEmpty()) {
            throw new MalformedXmlException("RoutingRules is empty");
        }
        if (rules.size() > MAX_RULES) {
            throw invalid(rules.size() + " routing rules provided, the number of routing rules in a website"
                    + " configuration is limited to " + MAX_RULES + ".");
        }
        return rules.stream().map(WebsiteDocument::rule).toList();
    }

    private static RoutingRule rule(XmlElement element) {
        refuseOthers(element, Set.of("Condition", "Redirect"));
        String prefix = null;
        Integer errorCode = null;
        Optional<XmlElement> condition = element.child("Condition");
        if (condition.isPresent()) {
            refuseOthers(condition.get(), Set.of("KeyPrefixEquals", "HttpErrorCodeReturnedEquals"));
            prefix = condition.get().rawValue("KeyPrefixEquals");
            errorCode = errorCode(condition.get().value("HttpErrorCodeReturnedEquals"));
            if (prefix == null && errorCode == null) {
                throw invalid("Condition cannot be empty. To redirect all requests without a condition, the condition"
                        + " element shouldn't be present.");
            }
        }
        XmlElement redirect =
                element.child("Redirect").orElseThrow(() -> new MalformedXmlException("RoutingRule has no Redirect"));
        return new RoutingRule(prefix, errorCode, redirect(redirect));
    }

    private static Redirect redirect(XmlElement element) {
        refuseOthers(
                element, Set.of("Protocol", "HostName", "ReplaceKeyPrefixWith", "ReplaceKeyWith", "HttpRedirectCode"));
        String prefix = element.rawValue("ReplaceKeyPrefixWith");
        String key = element.rawValue("ReplaceKeyWith");
        if (prefix != null && key != null) {
            throw invalid("You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
        }
        return new Redirect(
                protocol(element),
                element.value("HostName"),
                prefix,
                key,
                redirectCode(element.value("HttpRedirectCode")));
    }

    private static @Nullable String protocol(XmlElement element) {
        String protocol = element.value("Protocol");
        if (protocol != null && !protocol.equals("http") && !protocol.equals("https")) {
            throw invalid(
                    "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected"
                            + " automatically.");
        }
        return protocol;
    }

    private static @Nullable Integer errorCode(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int code = status(text);
        if (code < 400) {
            throw invalid("The provided HTTP error code (" + text + ") is not valid. Valid codes are 4XX or 5XX.");
        }
        return code;
    }

    private static @Nullable Integer redirectCode(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int code = status(text);
        if (code <= 300 || code >= 400) {
            throw invalid(
                    "The provided HTTP redirect code (" + text + ") is not valid. Valid codes are 3XX except 300.");
        }
        return code;
    }

    /** 0 for what is no status. */
    private static int status(String text) {
        boolean three = text.length() == 3 && text.charAt(0) >= '1' && text.charAt(0) <= '5';
        for (int i = 0; three && i < 3; i++) {
            three = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return three ? Integer.parseInt(text) : 0;
    }

    private static void refuseOthers(XmlElement element, Set<String> known) {
        for (XmlElement child : element.children()) {
            if (!known.contains(child.name())) {
                throw new MalformedXmlException(element.name() + " has a child " + child.name());
            }
        }
    }

    private static S3Exception invalid(String message) {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST, message);
    }

    private static S3Exception argument(String message, String name, String value) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }

    /** Writes a document. */
    public static byte[] write(WebsiteConfiguration website) {
        XmlWriter xml = XmlWriter.document(ROOT);
        if (website.redirectAll() != null) {
            xml.start("RedirectAllRequestsTo")
                    .element("HostName", website.redirectAll().host())
                    .optional("Protocol", website.redirectAll().protocol())
                    .end();
        }
        if (website.indexSuffix() != null) {
            xml.start("IndexDocument").element("Suffix", website.indexSuffix()).end();
        }
        if (website.errorKey() != null) {
            xml.start("ErrorDocument").element("Key", website.errorKey()).end();
        }
        if (!website.rules().isEmpty()) {
            xml.start("RoutingRules");
            website.rules().forEach(rule -> write(xml, rule));
            xml.end();
        }
        return xml.toBytes();
    }

    private static void write(XmlWriter xml, RoutingRule rule) {
        xml.start("RoutingRule");
        if (rule.keyPrefix() != null || rule.errorCode() != null) {
            xml.start("Condition")
                    .optional("KeyPrefixEquals", rule.keyPrefix())
                    .optional(
                            "HttpErrorCodeReturnedEquals",
                            rule.errorCode() == null ? null : rule.errorCode().toString())
                    .end();
        }
        Redirect redirect = rule.redirect();
        xml.start("Redirect")
                .optional("Protocol", redirect.protocol())
                .optional("HostName", redirect.host())
                .optional("ReplaceKeyPrefixWith", redirect.replacePrefix())
                .optional("ReplaceKeyWith", redirect.replaceKey())
                .optional(
                        "HttpRedirectCode",
                        redirect.status() == null ? null : redirect.status().toString())
                .end();
        xml.end();
    }
}
