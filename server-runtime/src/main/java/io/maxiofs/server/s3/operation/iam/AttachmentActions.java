package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.iam.AttachedPolicies;
import io.maxiofs.server.iam.ManagedPolicies;
import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which policies that stand by themselves a user, group or role has.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html">AttachUserPolicy</a>
 */
final class AttachmentActions {
    private final AccountDirectory accounts;
    private final AttachedPolicies policies;
    private final IamTargets targets;

    AttachmentActions(IdentityService identities, AttachedPolicies policies, IamTargets targets) {
        this.accounts = identities.accounts();
        this.policies = policies;
        this.targets = targets;
    }

    Map<String, QueryProtocolHandler.Body> table() {
        Map<String, QueryProtocolHandler.Body> table = new HashMap<>();
        Map.of("User", Kind.USER, "Group", Kind.GROUP, "Role", Kind.ROLE).forEach((what, kind) -> {
            table.put("Attach" + what + "Policy", (call, result) -> attach(call, kind));
            table.put("Detach" + what + "Policy", (call, result) -> detach(call, kind));
            table.put("ListAttached" + what + "Policies", (call, result) -> list(call, kind, result));
        });
        return table;
    }

    private void attach(IamCall call, Kind kind) {
        IamEntity holder = targets.holder(call, kind);
        call.require(IamTargets.arnOf(holder));
        String arn = call.required("PolicyArn");
        accounts.exclusively(() -> {
            boolean own = policies.entity(arn, Kind.POLICY)
                    .filter(policy -> policy.account().equals(call.caller().account()))
                    .isPresent();
            if (!own && ManagedPolicies.document(arn).isEmpty()) {
                throw IamException.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
            }
            IamEntity now = accounts.byId(holder.id()).orElse(holder);
            IamEntity changed = now.with(now.detail().withAttached(arn, true));
            if (changed.detail().attached().size() > IamNames.MAX_ATTACHED) {
                throw IamNames.limit("Cannot exceed quota for PoliciesPer"
                        + Character.toUpperCase(kind.arnName().charAt(0))
                        + kind.arnName().substring(1) + ": " + IamNames.MAX_ATTACHED);
            }
            accounts.save(changed);
            return changed;
        });
    }

    private void detach(IamCall call, Kind kind) {
        IamEntity holder = targets.holder(call, kind);
        call.require(IamTargets.arnOf(holder));
        String arn = call.required("PolicyArn");
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(holder.id()).orElse(holder);
            if (!now.detail().attached().contains(arn)) {
                throw IamException.noSuchEntity("Policy " + arn + " was not found.");
            }
            accounts.save(now.with(now.detail().withAttached(arn, false)));
            return now;
        });
    }

    private void list(IamCall call, Kind kind, XmlWriter result) {
        IamEntity holder = targets.holder(call, kind);
        call.require(IamTargets.arnOf(holder));
        String prefix = IamNames.pathPrefix(call.value("PathPrefix"));
        List<String> arns = holder.detail().attached().stream()
                .filter(arn -> pathOf(arn).startsWith(prefix))
                .toList();
        new IamPage<>(arns, arn -> arn)
                .write(
                        call,
                        result,
                        "AttachedPolicies",
                        (arn, xml) -> xml.start("member")
                                .element("PolicyName", arn.substring(arn.lastIndexOf('/') + 1))
                                .element("PolicyArn", arn)
                                .end());
    }

    private static String pathOf(String arn) {
        int slash = arn.indexOf('/');
        return slash < 0 ? "/" : arn.substring(slash, arn.lastIndexOf('/') + 1);
    }
}
