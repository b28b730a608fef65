package io.maxiofs.server.iam;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Policies that come with the server, under the names AWS gives those of the same meaning.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">AWS managed policies</a>
 */
public final class ManagedPolicies {
    private static final String PREFIX = "arn:aws:iam::aws:policy/";
    private static final Map<String, String> DOCUMENTS = new LinkedHashMap<>();

    static {
        allow("AdministratorAccess", "\"*\"");
        allow("AmazonS3FullAccess", "\"s3:*\"");
        allow("AmazonS3ReadOnlyAccess", "\"s3:Get*\", \"s3:List*\", \"s3:Describe*\"");
        allow("IAMFullAccess", "\"iam:*\"");
        allow(
                "IAMReadOnlyAccess",
                "\"iam:GenerateCredentialReport\", \"iam:Get*\", \"iam:List*\", \"iam:SimulateCustomPolicy\"");
        allow("ReadOnlyAccess", "\"s3:Get*\", \"s3:List*\", \"iam:Get*\", \"iam:List*\", \"sts:GetCallerIdentity\"");
        DOCUMENTS.put(
                "PowerUserAccess",
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"NotAction\": [\"iam:*\"],"
                        + " \"Resource\": \"*\"}]}");
    }

    private ManagedPolicies() {}

    private static void allow(String name, String actions) {
        DOCUMENTS.put(
                name,
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": [" + actions
                        + "], \"Resource\": \"*\"}]}");
    }

    /** Documents by resource name. */
    public static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        DOCUMENTS.forEach((name, document) -> all.put(PREFIX + name, document));
        return all;
    }

    /** Empty if there is none of this name. */
    static Optional<String> named(String name) {
        return Optional.ofNullable(DOCUMENTS.get(name));
    }

    /** Empty if there is none of this resource name. */
    public static Optional<String> document(String arn) {
        return arn.startsWith(PREFIX)
                ? Optional.ofNullable(DOCUMENTS.get(arn.substring(PREFIX.length())))
                : Optional.empty();
    }
}
