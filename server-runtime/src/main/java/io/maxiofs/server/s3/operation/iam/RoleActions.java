package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.iam.IamArn;
import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IamEntity.Detail;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IamEntity.Role;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.policy.PolicyDocument;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Roles in the caller's account.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html">CreateRole</a>
 */
final class RoleActions {
    static final int MIN_SESSION_SECONDS = 3_600;
    static final int MAX_SESSION_SECONDS = 43_200;
    private static final int MAX_NAME = 64;

    private final AccountDirectory accounts;
    private final IamTargets targets;
    private final BoundaryActions boundaries;

    RoleActions(IdentityService identities, IamTargets targets, BoundaryActions boundaries) {
        this.boundaries = boundaries;
        this.accounts = identities.accounts();
        this.targets = targets;
    }

    Map<String, QueryProtocolHandler.Body> table() {
        return Map.of(
                "CreateRole", this::create,
                "GetRole", this::get,
                "ListRoles", this::list,
                "UpdateRole", this::update,
                "UpdateAssumeRolePolicy", this::updateTrust,
                "DeleteRole", this::delete);
    }

    private void create(IamCall call, XmlWriter result) {
        String name = IamNames.check("roleName", call.required("RoleName"), MAX_NAME);
        String path = IamNames.path(call.value("Path"));
        String account = call.caller().account();
        call.require(IamArn.of(account, "role", path, name), BoundaryActions.facts(call));
        String boundary = boundaries.asked(call);
        String trust = IamNames.policy(
                call.required("AssumeRolePolicyDocument"), PolicyDocument.Kind.TRUST, IamNames.MAX_TRUST);
        Role role = new Role(trust, sessionSeconds(call, MIN_SESSION_SECONDS));
        String description = IamNames.description(call.orEmpty("Description"));
        IamEntity made = accounts.exclusively(() -> {
            if (accounts.byName(account, Kind.ROLE, name).isPresent()) {
                throw new IamException(
                        IamException.Code.ENTITY_ALREADY_EXISTS, "Role with name " + name + " already exists.");
            }
            if (accounts.all(account, Kind.ROLE).size() >= IamNames.MAX_ROLES) {
                throw IamNames.limit("Cannot exceed quota for RolesPerAccount: " + IamNames.MAX_ROLES);
            }
            IamEntity entity = new IamEntity(
                    accounts.newId(Kind.ROLE),
                    account,
                    Kind.ROLE,
                    name,
                    call.request().origin().received(),
                    Detail.at(path)
                            .withRole(role)
                            .withDescription(description)
                            .withTags(call.tags())
                            .withBoundary(boundary));
            accounts.save(entity);
            return entity;
        });
        write("Role", made, result);
    }

    private static int sessionSeconds(IamCall call, int fallback) {
        return call.number("MaxSessionDuration", fallback, MIN_SESSION_SECONDS, MAX_SESSION_SECONDS);
    }

    static Role roleOf(IamEntity entity) {
        Role role = entity.detail().role();
        if (role == null) {
            throw new IllegalStateException(entity.id() + " is no role");
        }
        return role;
    }

    private void get(IamCall call, XmlWriter result) {
        IamEntity role = targets.named(call, "RoleName", Kind.ROLE);
        call.require(IamArn.of(role));
        write("Role", role, result);
    }

    private void list(IamCall call, XmlWriter result) {
        String prefix = IamNames.pathPrefix(call.value("PathPrefix"));
        call.require(IamArn.of(call.caller().account(), "role", prefix, "*"));
        List<IamEntity> roles = accounts.all(call.caller().account(), Kind.ROLE).stream()
                .filter(role -> role.detail().path().startsWith(prefix))
                .toList();
        new IamPage<>(roles, IamEntity::name).write(call, result, "Roles", (role, xml) -> write("member", role, xml));
    }

    private void update(IamCall call, XmlWriter result) {
        IamEntity role = targets.named(call, "RoleName", Kind.ROLE);
        call.require(IamArn.of(role));
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(role.id()).orElse(role);
            Role old = roleOf(now);
            String description = call.value("Description");
            Detail changed = now.detail()
                    .withRole(new Role(old.trust(), sessionSeconds(call, old.maxSessionSeconds())))
                    .withDescription(
                            description == null ? now.detail().description() : IamNames.description(description));
            accounts.save(now.with(changed));
            return now;
        });
    }

    private void updateTrust(IamCall call, XmlWriter result) {
        IamEntity role = targets.named(call, "RoleName", Kind.ROLE);
        call.require(IamArn.of(role));
        String trust = IamNames.policy(call.required("PolicyDocument"), PolicyDocument.Kind.TRUST, IamNames.MAX_TRUST);
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(role.id()).orElse(role);
            accounts.save(
                    now.with(now.detail().withRole(new Role(trust, roleOf(now).maxSessionSeconds()))));
            return now;
        });
    }

    private void delete(IamCall call, XmlWriter result) {
        IamEntity role = targets.named(call, "RoleName", Kind.ROLE);
        call.require(IamArn.of(role));
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(role.id()).orElse(role);
            if (!now.detail().inline().isEmpty()) {
                throw UserActions.conflict("Cannot delete entity, must delete policies first.");
            }
            if (!now.detail().attached().isEmpty()) {
                throw UserActions.conflict("Cannot delete entity, must detach all policies first.");
            }
            accounts.delete(role.id());
            return now;
        });
    }

    /** Documents in answers of IAM are percent-encoded. */
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void write(String element, IamEntity entity, XmlWriter xml) {
        Role role = roleOf(entity);
        xml.start(element)
                .element("Path", entity.detail().path())
                .element("RoleName", entity.name())
                .element("RoleId", entity.id())
                .element("Arn", IamArn.of(entity))
                .element("CreateDate", entity.created())
                .element("AssumeRolePolicyDocument", encoded(role.trust()))
                .element("MaxSessionDuration", role.maxSessionSeconds());
        if (!entity.detail().description().isEmpty()) {
            xml.element("Description", entity.detail().description());
        }
        BoundaryActions.write(entity, xml);
        UserActions.writeTags(entity, xml);
        xml.end();
    }
}
