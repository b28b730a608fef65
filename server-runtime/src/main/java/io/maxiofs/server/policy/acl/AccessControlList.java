package io.maxiofs.server.policy.acl;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.storage.model.Owner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with a bucket or object.
 *
 * <p>Kept as text: grants separated by a space, each {@code PERMISSION=id:CANONICAL_ID} or {@code PERMISSION=group:NAME};
 * nothing at all for a list without grants. No text stands for the usual list, full control for the owner only.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">Access control lists</a>
 */
public record AccessControlList(List<Grant> grants) {
    /** As many grants as AWS allows. */
    public static final int MAX_GRANTS = 100;

    private static final String ID = "id:";
    private static final String GROUP = "group:";

    public AccessControlList {
        grants = List.copyOf(grants);
    }

    /** One line. */
    public record Grant(Grantee grantee, AclPermission permission) {}

    /** Full control for the owner, nothing for others. */
    public static AccessControlList ofOwner(Owner owner) {
        return new AccessControlList(
                List.of(new Grant(new Grantee.User(owner.canonicalId()), AclPermission.FULL_CONTROL)));
    }

    /**
     * Reads what was kept.
     *
     * @param text null for the usual list
     * @throws IllegalStateException if the text is none that this version writes
     */
    public static AccessControlList read(@Nullable String text, Owner owner) {
        if (text == null) {
            return ofOwner(owner);
        }
        List<Grant> grants = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf(' ', start);
            end = end < 0 ? text.length() : end;
            grants.add(grant(text.substring(start, end)));
            start = end + 1;
        }
        return new AccessControlList(grants);
    }

    private static Grant grant(String text) {
        int equals = text.indexOf('=');
        AclPermission permission = equals < 0
                ? null
                : AclPermission.ofWireName(text.substring(0, equals)).orElse(null);
        Grantee grantee = permission == null ? null : grantee(text.substring(equals + 1));
        if (permission == null || grantee == null) {
            throw new IllegalStateException("Unknown access control list: " + text);
        }
        return new Grant(grantee, permission);
    }

    private static @Nullable Grantee grantee(String text) {
        if (text.startsWith(ID) && text.length() > ID.length()) {
            return new Grantee.User(text.substring(ID.length()));
        }
        for (Grantee.Group group : Grantee.Group.values()) {
            if (text.equals(GROUP + group.text())) {
                return group;
            }
        }
        return null;
    }

    /**
     * What to keep.
     *
     * @return null for the usual list
     */
    public @Nullable String toText(Owner owner) {
        if (equals(ofOwner(owner))) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (Grant grant : grants) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(grant.permission().name())
                    .append('=');
            switch (grant.grantee()) {
                case Grantee.User user -> text.append(ID).append(user.canonicalId());
                case Grantee.Group group -> text.append(GROUP).append(group.text());
            }
        }
        return text.toString();
    }

    /**
     * Whether a principal is granted a permission. What owners have without a grant is for the caller to know.
     *
     * @param ignorePublic whether grants to the public do not count
     */
    public boolean grants(Principal principal, AclPermission wanted, boolean ignorePublic) {
        for (Grant grant : grants) {
            if (grant.permission().includes(wanted) && isFor(grant.grantee(), principal, ignorePublic)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFor(Grantee grantee, Principal principal, boolean ignorePublic) {
        return switch (grantee) {
            case Grantee.User user ->
                user.canonicalId().equals(principal.owner().canonicalId());
            case Grantee.Group group ->
                switch (group) {
                    case ALL_USERS -> !ignorePublic;
                    case AUTHENTICATED_USERS -> !ignorePublic && !principal.isAnonymous();
                    case LOG_DELIVERY -> false;
                };
        };
    }

    /** Whether anybody is granted anything. */
    public boolean isPublic() {
        return grants.stream().anyMatch(grant -> grant.grantee() instanceof Grantee.Group group && group.isPublic());
    }
}
