package io.maxiofs.server.policy;

import io.maxiofs.server.identity.Accounts;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.policy.PolicyPrincipals.Name;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.model.Bucket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as policies see it: one of the permissions it needs, for one thing it is about. */
final class RequestContext implements PolicyContext {
    private static final String RESOURCE = "arn:aws:s3:::";
    private static final String IAM = "arn:aws:iam::";
    private static final String USER = ":user/";
    private static final String ROOT = ":root";
    private static final String ROLE = ":role/";

    private final S3Request request;
    private final String region;
    private final AccessIdentity identity;
    private final S3Action action;
    private final @Nullable AccessSubject subject;
    private final @Nullable Bucket bucket;
    private final Naming naming;

    /**
     * @param region of the server, value of {@code aws:RequestedRegion}
     * @param subject null for the service itself
     * @param bucket null if there is none yet, or none it is about
     * @param naming what counts as a name of who asks
     */
    RequestContext(
            S3Request request,
            String region,
            AccessIdentity identity,
            S3Action action,
            @Nullable AccessSubject subject,
            @Nullable Bucket bucket,
            Naming naming) {
        this.bucket = bucket;
        this.naming = naming;
        this.request = request;
        this.region = region;
        this.identity = identity;
        this.action = action;
        this.subject = subject;
    }

    @Override
    public String action() {
        return action.wireName();
    }

    @Override
    public String resource() {
        if (subject == null || action.level() == S3Action.Level.SERVICE) {
            return RESOURCE + "*";
        }
        return subject.key() == null || action.level() == S3Action.Level.BUCKET
                ? RESOURCE + subject.bucket().value()
                : RESOURCE + subject.bucket().value() + '/' + subject.key().value();
    }

    /** What counts as a name of who asks. */
    enum Naming {
        /** Also the name of their account. */
        WITH_ACCOUNT,
        /** Names of their own, and those of everybody. */
        WITHOUT_ACCOUNT,
        /** Only the name of the very user or session; that of a role stands for all its sessions. */
        ALONE
    }

    @Override
    public boolean isNamedBy(Name name) {
        if (naming == Naming.ALONE) {
            return name.kind() == PolicyPrincipals.Kind.AWS
                    && !name.value().contains(ROLE)
                    && identity.names().arns().contains(name.value());
        }
        if (name.isEverybody()) {
            return name.kind() == PolicyPrincipals.Kind.AWS;
        }
        Principal principal = request.principal();
        if (principal.isAnonymous()) {
            return false;
        }
        return switch (name.kind()) {
            case CANONICAL_USER ->
                naming == Naming.WITH_ACCOUNT
                        && name.value().equals(principal.owner().canonicalId());
            case AWS -> isNamedBy(name.value(), principal);
            case SERVICE, FEDERATED -> false;
        };
    }

    private boolean isNamedBy(String value, Principal principal) {
        AccessIdentity.Names names = identity.names();
        if (!value.startsWith("arn:")) {
            return isAccount(value, principal);
        }
        if (names.arns().contains(value)) {
            return true;
        }
        if (!value.startsWith(IAM)) {
            return false;
        }
        if (value.endsWith(ROOT)) {
            return isAccount(value.substring(IAM.length(), value.length() - ROOT.length()), principal);
        }
        int user = value.indexOf(USER, IAM.length());
        if (user < 0 || identity.standing() != AccessIdentity.Standing.OWNER) {
            return false;
        }
        String account = value.substring(IAM.length(), user);
        String called = value.substring(value.lastIndexOf('/') + 1);
        boolean here = account.equals(principal.tenant()) || isAccount(account, principal);
        return here
                && (called.equals(principal.userName())
                        || called.equals(principal.owner().canonicalId())
                        || (!names.userId().isEmpty() && called.equals(names.userId())));
    }

    private boolean isAccount(String value, Principal principal) {
        return naming == Naming.WITH_ACCOUNT
                && !value.isEmpty()
                && (value.equals(principal.owner().canonicalId())
                        || value.equals(identity.names().accountId()));
    }

    @Override
    public @Nullable List<String> values(ConditionKey key) {
        if (subject != null) {
            List<String> told = subject.facts().get(key);
            if (told != null) {
                return told;
            }
        }
        switch (key.name()) {
            case "aws:requestedregion" -> {
                return List.of(region);
            }
            case "aws:resourceaccount", "s3:resourceaccount" -> {
                return bucket == null
                        ? null
                        : List.of(Accounts.number(bucket.owner().canonicalId()));
            }
            default -> {
                // Known to the identity or the request.
            }
        }
        List<String> known = identity.facts().get(key);
        return known != null ? known : RequestFacts.values(key, request, identity, subject);
    }
}
