package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.GroupDocument;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.PoliciesDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.iam.ManagedPolicies;
import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IamEntity.Detail;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.Tenant;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.policy.MalformedPolicyException;
import io.maxiofs.server.policy.PolicyDocument;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Groups of whole users, which administrators keep to give several the same policies. */
final class GroupRoutes {
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");

    private final IdentityService identities;
    private final InstantSource clock;
    private final Scope scope;

    GroupRoutes(IdentityService identities, InstantSource clock) {
        this.identities = identities;
        this.clock = clock;
        this.scope = new Scope(identities);
    }

    List<Route> routes() {
        Access admin = Access.TENANT;
        return List.of(
                new Route("GET", "/api/v1/groups", admin, this::list),
                new Route("POST", "/api/v1/groups", admin, this::create),
                new Route("PATCH", "/api/v1/groups/{name}", admin, this::change),
                new Route("DELETE", "/api/v1/groups/{name}", admin, this::delete));
    }

    private AccountDirectory accounts() {
        return identities.accounts();
    }

    private Answer list(Call call) {
        List<String> accountNames = call.who()
                .tenantScope()
                .map(tenant -> List.of(IamEntity.ofTenant(tenant)))
                .orElseGet(this::allAccounts);
        return Answer.ok(new Items<>(accountNames.stream()
                .flatMap(account -> accounts().all(account, Kind.GROUP).stream())
                .map(this::document)
                .toList()));
    }

    private List<String> allAccounts() {
        List<String> names = new ArrayList<>(List.of(IamEntity.ofTenant("")));
        identities.tenants().all().forEach(tenant -> names.add(IamEntity.ofTenant(tenant.id())));
        return names;
    }

    private String account(Call call, String tenantName) {
        return IamEntity.ofTenant(scope.tenantFor(call.who(), tenantName));
    }

    private Answer create(Call call) {
        GroupDocument.New given = call.body(GroupDocument.New.class);
        String name = Documents.required(given.name(), "name");
        if (!NAME.matcher(name).matches()) {
            throw new AdminException(Problem.Code.INVALID, "A group's name has letters, digits and + = , . @ _ -");
        }
        IamEntity group = new IamEntity(
                accounts().newId(Kind.GROUP),
                account(call, Documents.orEmpty(given.tenant())),
                Kind.GROUP,
                name,
                clock.instant(),
                Detail.at("/"));
        accounts().save(group);
        return Answer.created(document(group));
    }

    private IamEntity group(Call call) {
        String name = call.segment("name");
        return accounts()
                .byName(account(call, call.request().parameter("tenant").orElse("")), Kind.GROUP, name)
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no group " + name));
    }

    private Answer change(Call call) {
        GroupDocument.Change given = call.body(GroupDocument.Change.class);
        IamEntity changed = accounts().exclusively(() -> {
            IamEntity group = group(call);
            IamEntity next = group.with(changed(group, given));
            accounts().save(next);
            return next;
        });
        return Answer.ok(document(changed));
    }

    private Detail changed(IamEntity group, GroupDocument.Change change) {
        Detail detail = group.detail();
        String add = change.addMember();
        if (add != null) {
            detail = detail.withMember(member(group, add), true);
        }
        String remove = change.removeMember();
        if (remove != null) {
            detail = detail.withMember(member(group, remove), false);
        }
        return withPolicies(
                detail,
                new PoliciesDocument.Change(change.attach(), change.detach(), change.policyName(), change.policy()));
    }

    /** What a change of policies makes of whatever holds them. */
    static Detail withPolicies(Detail before, PoliciesDocument.Change change) {
        Detail detail = before;
        String attach = change.attach();
        if (attach != null) {
            if (ManagedPolicies.document(attach).isEmpty()) {
                throw new AdminException(Problem.Code.NOT_FOUND, "The server comes with no policy " + attach);
            }
            detail = detail.withAttached(attach, true);
        }
        String detach = change.detach();
        if (detach != null) {
            detail = detail.withAttached(detach, false);
        }
        String policyName = change.policyName();
        if (policyName != null) {
            if (!NAME.matcher(policyName).matches()) {
                throw new AdminException(Problem.Code.INVALID, "A policy's name has letters, digits and + = , . @ _ -");
            }
            String document = change.policy();
            detail = detail.withInline(policyName, document == null ? null : checkedPolicy(document));
        }
        return detail;
    }

    /** @throws AdminException if it is no policy, with the reason */
    static String checkedPolicy(String document) {
        try {
            PolicyDocument.parse(document, PolicyDocument.Kind.IDENTITY);
            return document;
        } catch (MalformedPolicyException e) {
            throw new AdminException(
                    Problem.Code.INVALID,
                    "Not a policy: " + e.reason() + (e.place().isEmpty() ? "" : " (" + e.place() + ")"));
        }
    }

    private String member(IamEntity group, String name) {
        return identities
                .byName(name)
                .filter(user -> IamEntity.ofTenant(user.tenant()).equals(group.account()))
                .map(user -> user.names().canonicalId())
                .orElseThrow(
                        () -> new AdminException(Problem.Code.NOT_FOUND, "The group's tenant has no user " + name));
    }

    private Answer delete(Call call) {
        accounts().delete(group(call).id());
        return Answer.done();
    }

    private GroupDocument document(IamEntity group) {
        String tenantName = identities.tenants().all().stream()
                .filter(tenant -> IamEntity.ofTenant(tenant.id()).equals(group.account()))
                .map(Tenant::name)
                .findFirst()
                .orElse("");
        return new GroupDocument(
                group.name(),
                tenantName,
                group.detail().members().stream()
                        .flatMap(id -> identities.byCanonicalId(id).stream())
                        .map(User::name)
                        .toList(),
                group.detail().attached(),
                group.detail().inline());
    }
}
