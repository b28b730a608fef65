package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.identity.AccessKey;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.User;
import java.util.Optional;

/** Which people and keys exist for a caller. What is outside is not found, like what nobody has. */
final class Scope {
    private final IdentityService identities;

    Scope(IdentityService identities) {
        this.identities = identities;
    }

    /** Whether the user exists for the caller: everybody, those of the tenant, or only themselves. */
    boolean sees(Caller caller, User user) {
        if (caller.seesAll()) {
            return true;
        }
        return caller.seesTenant()
                ? caller.tenantScope().orElse("").equals(user.tenant())
                : caller.user().map(User::name).orElse("").equals(user.name());
    }

    boolean sees(Caller caller, AccessKey key) {
        return identities
                .byName(key.userName())
                .filter(user -> sees(caller, user))
                .isPresent();
    }

    /** @throws AdminException if there is no such user for the caller */
    User user(Caller caller, String name) {
        return identities
                .byName(name)
                .filter(user -> sees(caller, user))
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no user " + name));
    }

    /** @throws AdminException if there is no such key for the caller */
    AccessKey key(Caller caller, String id) {
        return identities
                .key(id)
                .filter(key -> sees(caller, key))
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no access key " + id));
    }

    /**
     * The id of the tenant something new belongs to.
     *
     * @param named by the caller; empty for none
     * @throws AdminException if there is no such tenant for the caller
     */
    String tenantFor(Caller caller, String named) {
        Optional<String> bound = caller.tenantScope();
        if (bound.isEmpty()) {
            return TenantRoutes.idOf(identities.tenants(), named);
        }
        boolean own = named.isEmpty()
                || identities
                        .tenants()
                        .byName(named)
                        .filter(tenant -> tenant.id().equals(bound.get()))
                        .isPresent();
        if (!own) {
            throw new AdminException(Problem.Code.NOT_FOUND, "There is no tenant " + named);
        }
        return bound.get();
    }
}
