package io.maxiofs.server.policy.acl;

import java.util.Optional;

/** Whom a grant is for. */
public sealed interface Grantee {

    /** A user by canonical id. */
    record User(String canonicalId) implements Grantee {}

    /**
     * One of the groups of S3.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups">
     *     Predefined groups</a>
     */
    enum Group implements Grantee {
        /** Anybody, with credentials or without. */
        ALL_USERS("http://acs.amazonaws.com/groups/global/AllUsers", "AllUsers"),
        /** Anybody whose request is signed. */
        AUTHENTICATED_USERS("http://acs.amazonaws.com/groups/global/AuthenticatedUsers", "AuthenticatedUsers"),
        /** The writer of access logs. */
        LOG_DELIVERY("http://acs.amazonaws.com/groups/s3/LogDelivery", "LogDelivery");

        private final String uri;
        private final String text;

        Group(String uri, String text) {
            this.uri = uri;
            this.text = text;
        }

        public String uri() {
            return uri;
        }

        /** Its name in the text form. */
        String text() {
            return text;
        }

        public static Optional<Group> ofUri(String uri) {
            for (Group group : values()) {
                if (group.uri.equals(uri)) {
                    return Optional.of(group);
                }
            }
            return Optional.empty();
        }

        /** Whether a grant to this group is a grant to the public. */
        public boolean isPublic() {
            return this != LOG_DELIVERY;
        }
    }
}
