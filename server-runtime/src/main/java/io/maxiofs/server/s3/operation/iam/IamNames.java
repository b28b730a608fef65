package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.policy.MalformedPolicyException;
import io.maxiofs.server.policy.PolicyDocument;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What names, paths and documents may be, and how many of them.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM quotas</a>
 */
final class IamNames {
    static final int MAX_KEYS_OF_USER = 2;
    static final int MAX_ATTACHED = 10;
    static final int MAX_VERSIONS = 5;
    static final int MAX_TAGS = 50;
    static final int MAX_USERS = 5_000;
    static final int MAX_GROUPS = 300;
    static final int MAX_ROLES = 1_000;
    static final int MAX_POLICIES = 1_500;
    static final int MAX_GROUPS_OF_USER = 10;
    static final int MAX_USER_INLINE = 2_048;
    static final int MAX_GROUP_INLINE = 5_120;
    static final int MAX_ROLE_INLINE = 10_240;
    static final int MAX_MANAGED = 6_144;
    static final int MAX_TRUST = 4_096;
    static final int MAX_SESSION_POLICY = 2_048;

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");
    private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7e]+/");
    private static final int MAX_PATH = 512;
    private static final int MAX_DESCRIPTION = 1_000;
    private static final int MAX_TAG_KEY = 128;
    private static final String RESERVED_TAGS = "aws:";
    private static final int MAX_TAG_VALUE = 256;

    private IamNames() {}

    /** @throws IamException ValidationError */
    static String check(String field, String name, int maxLength) {
        if (name.length() > maxLength || !NAME.matcher(name).matches()) {
            throw IamException.invalid("The specified value for " + field
                    + " is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
        return name;
    }

    /** The path given, or the one of those who give none. */
    static String path(@Nullable String path) {
        if (path == null || path.isEmpty()) {
            return "/";
        }
        if (path.length() > MAX_PATH || !PATH.matcher(path).matches()) {
            throw IamException.invalid(
                    "The specified value for path is invalid. It must begin and end with / and contain"
                            + " only alphanumeric characters and/or / characters.");
        }
        return path;
    }

    /** The prefix a listing is asked for. */
    static String pathPrefix(@Nullable String prefix) {
        if (prefix == null || prefix.isEmpty()) {
            return "/";
        }
        if (prefix.length() > MAX_PATH || !prefix.startsWith("/")) {
            throw IamException.invalid("The specified value for pathPrefix is invalid. It must begin with /");
        }
        return prefix;
    }

    static String description(String text) {
        if (text.length() > MAX_DESCRIPTION) {
            throw IamException.invalid("A description has at most " + MAX_DESCRIPTION + " characters");
        }
        return text;
    }

    static void checkTag(String key, String value) {
        if (key.regionMatches(true, 0, RESERVED_TAGS, 0, RESERVED_TAGS.length())) {
            throw new IamException(
                    IamException.Code.INVALID_INPUT, "Tag keys that begin with " + RESERVED_TAGS + " are reserved.");
        }
        if (key.isEmpty() || key.length() > MAX_TAG_KEY || value.length() > MAX_TAG_VALUE) {
            throw IamException.invalid(
                    "A tag's key has 1 to " + MAX_TAG_KEY + " characters and its value at most " + MAX_TAG_VALUE);
        }
    }

    /**
     * Reads a policy to see that it is one.
     *
     * @throws IamException MalformedPolicyDocument, LimitExceeded
     */
    static String policy(String document, PolicyDocument.Kind kind, int maxCharacters) {
        long size = document.chars().filter(c -> !Character.isWhitespace(c)).count();
        if (size > maxCharacters) {
            throw limit("Maximum policy size of " + maxCharacters + " bytes exceeded");
        }
        try {
            PolicyDocument.parse(document, kind);
        } catch (MalformedPolicyException e) {
            throw new IamException(IamException.Code.MALFORMED_POLICY_DOCUMENT, e.reason());
        }
        return document;
    }

    static IamException limit(String message) {
        return new IamException(IamException.Code.LIMIT_EXCEEDED, message);
    }
}
