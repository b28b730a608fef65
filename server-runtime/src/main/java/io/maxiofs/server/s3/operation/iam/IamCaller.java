package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.iam.IamArn;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.identity.SessionService.Session;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.policy.AccessIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Who calls an action.
 *
 * @param owner the user whose account it is
 * @param member the user inside the account who calls; null for the account's own user and for sessions of roles
 * @param session null if the key is a lasting one
 */
record IamCaller(
        Principal principal,
        AccessIdentity identity,
        User owner,
        @Nullable IamEntity member,
        @Nullable Session session) {

    /** Whether it is the account's own user, who may do everything in it. */
    boolean isRoot() {
        return identity.standing() == AccessIdentity.Standing.OWNER;
    }

    /** Whether the key is one of GetSessionToken, which IAM does not know at all, as at AWS without a second factor. */
    boolean isBorrowed() {
        return session != null && session.roleId() == null && session.userName() == null;
    }

    /** Whether the key is narrower than whom it stands for, or only borrowed from them. */
    boolean isRestricted() {
        return !identity.boundaries().isEmpty() || (session != null && session.roleId() == null);
    }

    /** Whether it may administer users of this tenant. */
    boolean administers(User user) {
        return isRoot()
                && (owner.isAdmin()
                        || (owner.isTenantAdmin() && owner.tenant().equals(user.tenant()) && !user.isAdmin()));
    }

    String account() {
        return owner.names().canonicalId();
    }

    /** The resource name policies know it by. */
    String arn() {
        return isRoot()
                ? IamArn.ofRoot(account())
                : identity.names().arns().stream()
                        .filter(arn -> arn.startsWith("arn:aws:sts:"))
                        .findFirst()
                        .orElseGet(() ->
                                identity.names().arns().stream().findFirst().orElse(""));
    }

    /** The lasting key it all comes from. */
    String sourceKey() {
        return session == null ? principal.accessKeyId() : session.sourceKey();
    }
}
