package io.maxiofs.server.policy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A key that conditions compare, such as {@code aws:SourceIp} or {@code s3:ExistingObjectTag/project}. Names are compared
 * without regard to case, what follows a slash is not.
 *
 * @param name in lower case, without the part behind the slash
 * @param part what follows the slash; empty if there is none
 */
public record ConditionKey(String name, String part) {
    /** Prefixes of keys that name something inside, as tags do. */
    private static final Set<String> WITH_PART = Set.of(
            "aws:principaltag",
            "aws:requesttag",
            "aws:resourcetag",
            "s3:existingobjecttag",
            "s3:requestobjecttag",
            "s3:buckettag");

    private static final Set<String> S3_KEYS = Set.of(
            "s3:authtype",
            "s3:delimiter",
            "s3:existingobjecttag",
            "s3:if-match",
            "s3:if-none-match",
            "s3:locationconstraint",
            "s3:max-keys",
            "s3:object-lock-legal-hold",
            "s3:object-lock-mode",
            "s3:object-lock-remaining-retention-days",
            "s3:object-lock-retain-until-date",
            "s3:objectcreationoperation",
            "s3:prefix",
            "s3:requestobjecttag",
            "s3:requestobjecttagkeys",
            "s3:buckettag",
            "s3:resourceaccount",
            "s3:signatureage",
            "s3:signatureversion",
            "s3:tlsversion",
            "s3:versionid",
            "s3:x-amz-acl",
            "s3:x-amz-content-sha256",
            "s3:x-amz-copy-source",
            "s3:x-amz-grant-full-control",
            "s3:x-amz-grant-read",
            "s3:x-amz-grant-read-acp",
            "s3:x-amz-grant-write",
            "s3:x-amz-grant-write-acp",
            "s3:x-amz-metadata-directive",
            "s3:x-amz-object-ownership",
            "s3:x-amz-server-side-encryption",
            "s3:x-amz-server-side-encryption-aws-kms-key-id",
            "s3:x-amz-server-side-encryption-customer-algorithm",
            "s3:x-amz-storage-class",
            "s3:x-amz-website-redirect-location",
            "s3:dataaccesspointarn",
            "s3:dataaccesspointaccount",
            "s3:accesspointnetworkorigin");

    private static final Pattern OF_PROVIDER =
            Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+(:[0-9]+)?(/[^:*?\\s]*)?:[A-Za-z0-9_.-]+");

    /** @param text as a policy writes it */
    public static ConditionKey of(String text) {
        int slash = text.indexOf('/');
        return slash < 0 || isOfProvider(text)
                ? new ConditionKey(text.toLowerCase(Locale.ROOT), "")
                : new ConditionKey(text.substring(0, slash).toLowerCase(Locale.ROOT), text.substring(slash + 1));
    }

    /**
     * The key of what a provider of OpenID Connect says, such as {@code idp.example.com/staff:sub}.
     *
     * @param url of the provider, without scheme
     */
    public static ConditionKey ofProvider(String url, String claim) {
        return new ConditionKey((url + ':' + claim).toLowerCase(Locale.ROOT), "");
    }

    /** Whether it is what a provider says. Its host has a dot, which no service's name has. */
    private static boolean isOfProvider(String text) {
        return OF_PROVIDER.matcher(text).matches();
    }

    /** Whether S3 has such a key, or another service that this one does not answer for. */
    boolean isKnown() {
        if (isOfProvider(name)) {
            return part.isEmpty();
        }
        if (part.isEmpty() == WITH_PART.contains(name)) {
            return false;
        }
        int colon = name.indexOf(':');
        return name.startsWith("s3:") ? S3_KEYS.contains(name) : colon > 0 && colon < name.length() - 1;
    }

    /** Whether its value is only known once the object is. */
    boolean isOfObject() {
        return name.equals("s3:existingobjecttag");
    }
}
