package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.iam.AttachedPolicies;
import io.maxiofs.server.iam.IamArn;
import io.maxiofs.server.iam.ManagedPolicies;
import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.policy.ConditionKey;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Permissions boundaries of users inside accounts and of roles: a policy beyond which others grant nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">Permissions
 *     boundaries</a>
 */
final class BoundaryActions {
    private static final String PARAMETER = "PermissionsBoundary";
    private static final ConditionKey KEY = ConditionKey.of("iam:PermissionsBoundary");

    private final AccountDirectory accounts;
    private final AttachedPolicies policies;
    private final IamTargets targets;

    BoundaryActions(IdentityService identities, AttachedPolicies policies, IamTargets targets) {
        this.accounts = identities.accounts();
        this.policies = policies;
        this.targets = targets;
    }

    Map<String, QueryProtocolHandler.Body> table() {
        return Map.of(
                "PutUserPermissionsBoundary", (call, result) -> put(call, Kind.USER),
                "DeleteUserPermissionsBoundary", (call, result) -> delete(call, Kind.USER),
                "PutRolePermissionsBoundary", (call, result) -> put(call, Kind.ROLE),
                "DeleteRolePermissionsBoundary", (call, result) -> delete(call, Kind.ROLE));
    }

    private void put(IamCall call, Kind kind) {
        IamEntity holder = holder(call, kind);
        call.require(IamArn.of(holder), facts(call));
        call.required(PARAMETER);
        String boundary = asked(call);
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(holder.id()).orElse(holder);
            accounts.save(now.with(now.detail().withBoundary(boundary)));
            return now;
        });
    }

    private void delete(IamCall call, Kind kind) {
        IamEntity holder = holder(call, kind);
        String old = holder.detail().policies().boundary();
        // Whoever may lift boundaries may be allowed to lift only some.
        call.require(IamArn.of(holder), old == null ? Map.of() : Map.of(KEY, List.of(old)));
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(holder.id()).orElse(holder);
            accounts.save(now.with(now.detail().withBoundary(null)));
            return now;
        });
    }

    private IamEntity holder(IamCall call, Kind kind) {
        if (kind == Kind.ROLE) {
            return targets.named(call, "RoleName", kind);
        }
        call.required("UserName");
        return targets.member(call);
    }

    /**
     * The boundary a call asks for.
     *
     * @return null if it asks for none
     * @throws IamException NoSuchEntity if the caller's account has no such policy
     */
    @Nullable String asked(IamCall call) {
        String arn = call.value(PARAMETER);
        if (arn == null || arn.isEmpty()) {
            return null;
        }
        boolean own = policies.entity(arn, Kind.POLICY)
                .filter(policy -> policy.account().equals(call.caller().account()))
                .isPresent();
        if (!own && ManagedPolicies.document(arn).isEmpty()) {
            throw IamException.noSuchEntity("Scope ARN: " + arn + " does not exist or is not attachable.");
        }
        return arn;
    }

    /** What policies may ask of a call that sets a boundary. */
    static Map<ConditionKey, List<String>> facts(IamCall call) {
        String arn = call.value(PARAMETER);
        return arn == null || arn.isEmpty() ? Map.of() : Map.of(KEY, List.of(arn));
    }

    /** Tells the boundary of a user or role, if it has one. */
    static void write(IamEntity entity, XmlWriter xml) {
        String arn = entity.detail().policies().boundary();
        if (arn != null) {
            xml.start(PARAMETER)
                    .element("PermissionsBoundaryType", "PermissionsBoundaryPolicy")
                    .element("PermissionsBoundaryArn", arn)
                    .end();
        }
    }
}
