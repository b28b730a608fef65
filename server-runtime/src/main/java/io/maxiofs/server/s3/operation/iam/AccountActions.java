package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.iam.AttachedPolicies;
import io.maxiofs.server.iam.ManagedPolicies;
import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What there is in the caller's account, and who uses a policy in it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html">GetAccountSummary</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html">ListEntitiesForPolicy</a>
 */
final class AccountActions {
    private static final Set<String> FILTERS =
            Set.of("User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy");

    private final IdentityService identities;
    private final AccountDirectory accounts;
    private final AttachedPolicies policies;

    AccountActions(IdentityService identities, AttachedPolicies policies) {
        this.identities = identities;
        this.accounts = identities.accounts();
        this.policies = policies;
    }

    Map<String, QueryProtocolHandler.Body> table() {
        return Map.of("GetAccountSummary", this::summary, "ListEntitiesForPolicy", this::entities);
    }

    private void summary(IamCall call, XmlWriter result) {
        call.require("*");
        String account = call.caller().account();
        Map<String, Integer> summary = new LinkedHashMap<>();
        summary.put("Users", accounts.all(account, Kind.USER).size());
        summary.put("UsersQuota", IamNames.MAX_USERS);
        summary.put("Groups", accounts.all(account, Kind.GROUP).size());
        summary.put("GroupsQuota", IamNames.MAX_GROUPS);
        summary.put("Roles", accounts.all(account, Kind.ROLE).size());
        summary.put("RolesQuota", IamNames.MAX_ROLES);
        summary.put("Policies", accounts.all(account, Kind.POLICY).size());
        summary.put("PoliciesQuota", IamNames.MAX_POLICIES);
        summary.put(
                "PolicyVersionsInUse",
                accounts.all(account, Kind.POLICY).stream()
                        .mapToInt(policy -> policy.detail().versions().size())
                        .sum());
        summary.put("Providers", accounts.providers().all(account).size());
        summary.put("AccountAccessKeysPresent", hasKeys(call) ? 1 : 0);
        summary.put("AccessKeysPerUserQuota", IamNames.MAX_KEYS_OF_USER);
        summary.put("GroupsPerUserQuota", IamNames.MAX_GROUPS_OF_USER);
        summary.put("VersionsPerPolicyQuota", IamNames.MAX_VERSIONS);
        summary.put("AttachedPoliciesPerUserQuota", IamNames.MAX_ATTACHED);
        summary.put("AttachedPoliciesPerGroupQuota", IamNames.MAX_ATTACHED);
        summary.put("AttachedPoliciesPerRoleQuota", IamNames.MAX_ATTACHED);
        summary.put("UserPolicySizeQuota", IamNames.MAX_USER_INLINE);
        summary.put("GroupPolicySizeQuota", IamNames.MAX_GROUP_INLINE);
        summary.put("RolePolicySizeQuota", IamNames.MAX_ROLE_INLINE);
        summary.put("PolicySizeQuota", IamNames.MAX_MANAGED);
        summary.put("AssumeRolePolicySizeQuota", IamNames.MAX_TRUST);
        result.start("SummaryMap");
        summary.forEach((key, value) -> result.start("entry")
                .element("key", key)
                .element("value", value)
                .end());
        result.end();
    }

    /** Whether the account's own user has keys of its own. */
    private boolean hasKeys(IamCall call) {
        String name = call.caller().owner().name();
        return identities.keys().stream().anyMatch(key -> key.userName().equals(name) && key.memberName() == null);
    }

    private void entities(IamCall call, XmlWriter result) {
        String arn = call.required("PolicyArn");
        call.require(arn);
        String account = call.caller().account();
        boolean own = policies.entity(arn, Kind.POLICY)
                .filter(policy -> policy.account().equals(account))
                .isPresent();
        if (!own && ManagedPolicies.document(arn).isEmpty()) {
            throw IamException.noSuchEntity("Policy " + arn + " was not found.");
        }
        List<IamEntity> holders = new ArrayList<>();
        for (Kind kind : List.of(Kind.GROUP, Kind.USER, Kind.ROLE)) {
            accounts.all(account, kind).stream()
                    .filter(holder -> isAsked(call, holder, arn))
                    .forEach(holders::add);
        }
        IamPage.Items<IamEntity> page =
                new IamPage<>(holders, holder -> holder.kind() + "/" + holder.name()).page(call);
        write("Group", Kind.GROUP, page, result);
        write("User", Kind.USER, page, result);
        write("Role", Kind.ROLE, page, result);
        page.writeEnd(result);
    }

    private static boolean isAsked(IamCall call, IamEntity holder, String arn) {
        String filter = call.orEmpty("EntityFilter");
        if (!filter.isEmpty() && !FILTERS.contains(filter)) {
            throw IamException.invalid("Unknown EntityFilter: " + filter);
        }
        boolean ofKind = filter.isEmpty()
                || filter.endsWith("Policy")
                || filter.equalsIgnoreCase(holder.kind().arnName());
        String usage = call.orEmpty("PolicyUsageFilter");
        boolean attached = !usage.equals("PermissionsBoundary")
                && holder.detail().attached().contains(arn);
        boolean boundary = !usage.equals("PermissionsPolicy")
                && arn.equals(holder.detail().policies().boundary());
        return ofKind
                && (attached || boundary)
                && holder.detail().path().startsWith(IamNames.pathPrefix(call.value("PathPrefix")));
    }

    private static void write(String what, Kind kind, IamPage.Items<IamEntity> page, XmlWriter result) {
        result.start("Policy" + what + "s");
        page.items().stream()
                .filter(holder -> holder.kind() == kind)
                .forEach(holder -> result.start("member")
                        .element(what + "Name", holder.name())
                        .element(what + "Id", holder.id())
                        .end());
        result.end();
    }
}
