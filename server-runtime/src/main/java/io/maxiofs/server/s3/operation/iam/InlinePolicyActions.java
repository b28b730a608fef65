package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.policy.PolicyDocument;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Policies that are part of one user, group or role.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html">PutUserPolicy</a>
 */
final class InlinePolicyActions {
    private static final int MAX_NAME = 128;

    private final AccountDirectory accounts;
    private final IamTargets targets;

    InlinePolicyActions(IdentityService identities, IamTargets targets) {
        this.accounts = identities.accounts();
        this.targets = targets;
    }

    Map<String, QueryProtocolHandler.Body> table() {
        Map<String, QueryProtocolHandler.Body> table = new HashMap<>();
        Map.of("User", Kind.USER, "Group", Kind.GROUP, "Role", Kind.ROLE).forEach((what, kind) -> {
            table.put("Put" + what + "Policy", (call, result) -> put(call, kind));
            table.put("Get" + what + "Policy", (call, result) -> get(call, kind, result));
            table.put("Delete" + what + "Policy", (call, result) -> delete(call, kind));
            table.put("List" + what + "Policies", (call, result) -> list(call, kind, result));
        });
        return table;
    }

    private static int bound(Kind kind) {
        return switch (kind) {
            case GROUP -> IamNames.MAX_GROUP_INLINE;
            case ROLE -> IamNames.MAX_ROLE_INLINE;
            case USER, POLICY, ACCOUNT -> IamNames.MAX_USER_INLINE;
        };
    }

    private void put(IamCall call, Kind kind) {
        IamEntity holder = targets.holder(call, kind);
        call.require(IamTargets.arnOf(holder));
        String name = IamNames.check("policyName", call.required("PolicyName"), MAX_NAME);
        String document = IamNames.policy(call.required("PolicyDocument"), PolicyDocument.Kind.IDENTITY, bound(kind));
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(holder.id()).orElse(holder);
            IamEntity changed = now.with(now.detail().withInline(name, document));
            int together = changed.detail().inline().values().stream()
                    .mapToInt(String::length)
                    .sum();
            if (together > bound(kind) && changed.detail().inline().size() > 1) {
                throw IamNames.limit("Maximum policy size of " + bound(kind) + " bytes exceeded for " + kind.arnName()
                        + " " + holder.name());
            }
            accounts.save(changed);
            return changed;
        });
    }

    private static IamException missing(String name) {
        return IamException.noSuchEntity("The policy with name " + name + " cannot be found.");
    }

    private void get(IamCall call, Kind kind, XmlWriter result) {
        IamEntity holder = targets.holder(call, kind);
        call.require(IamTargets.arnOf(holder));
        String name = call.required("PolicyName");
        String document = holder.detail().inline().get(name);
        if (document == null) {
            throw missing(name);
        }
        result.element(parameter(kind), String.valueOf(IamTargets.shownName(call, kind)))
                .element("PolicyName", name)
                .element("PolicyDocument", RoleActions.encoded(document));
    }

    private static String parameter(Kind kind) {
        return switch (kind) {
            case GROUP -> "GroupName";
            case ROLE -> "RoleName";
            case USER, POLICY, ACCOUNT -> "UserName";
        };
    }

    private void delete(IamCall call, Kind kind) {
        IamEntity holder = targets.holder(call, kind);
        call.require(IamTargets.arnOf(holder));
        String name = call.required("PolicyName");
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(holder.id()).orElse(holder);
            if (!now.detail().inline().containsKey(name)) {
                throw missing(name);
            }
            accounts.save(now.with(now.detail().withInline(name, null)));
            return now;
        });
    }

    private void list(IamCall call, Kind kind, XmlWriter result) {
        IamEntity holder = targets.holder(call, kind);
        call.require(IamTargets.arnOf(holder));
        List<String> names = List.copyOf(holder.detail().inline().keySet());
        new IamPage<>(names, name -> name)
                .write(call, result, "PolicyNames", (name, xml) -> xml.element("member", name));
    }
}
