package io.maxiofs.server.identity;

import io.maxiofs.server.database.AccountTables.EntityRow;
import io.maxiofs.server.identity.IdentityException.Reason;
import io.maxiofs.server.identity.IdentitySnapshot.UserEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is inside accounts, as it is kept: users, groups, roles, policies and what is attached to an account's own user.
 * Knows nothing of what policies mean. Reads are answered from memory and see every change at once; safe on any thread.
 */
public final class AccountDirectory {
    private final IdentityState state;
    private final SecretGenerator generator;
    private final OidcProviders providers;

    AccountDirectory(IdentityState state, SecretGenerator generator) {
        this.state = state;
        this.generator = generator;
        this.providers = new OidcProviders(state, generator);
    }

    /** The providers of OpenID Connect of all accounts. */
    public OidcProviders providers() {
        return providers;
    }

    /** The entity of this id. */
    public Optional<IamEntity> byId(String id) {
        return Optional.ofNullable(state.snapshot().entity(id));
    }

    /** The entity of this name, without regard to case. */
    public Optional<IamEntity> byName(String account, IamEntity.Kind kind, String name) {
        return Optional.ofNullable(state.snapshot().entity(account, kind, name));
    }

    /** All of a kind in an account, by name. */
    public List<IamEntity> all(String account, IamEntity.Kind kind) {
        return state.snapshot().entities(account, kind);
    }

    /** Groups of an account that have a member. */
    public List<IamEntity> groupsOf(String account, String memberId) {
        return all(account, IamEntity.Kind.GROUP).stream()
                .filter(group -> group.detail().members().contains(memberId))
                .toList();
    }

    /** The user whose account has this number. */
    public Optional<User> ownerOf(String accountNumber) {
        return Optional.ofNullable(state.snapshot().byAccountNumber(accountNumber))
                .map(UserEntry::user);
    }

    /** What stands for a user in rows of other tables; another one for a user of the same name who is made later. */
    public Optional<Long> rowOf(User user) {
        return Optional.ofNullable(state.snapshot().byCanonicalId(user.names().canonicalId()))
                .map(entry -> entry.row().id());
    }

    /** As {@link #rowOf}, the other way. */
    public Optional<User> byRow(long row) {
        return Optional.ofNullable(state.snapshot().byId(row)).map(UserEntry::user);
    }

    /** Ids of keys of a user inside an account. */
    public List<String> keysOf(String entityId) {
        return state.snapshot().keys().stream()
                .filter(key -> entityId.equals(key.row().extent().entity()))
                .map(key -> key.row().id())
                .toList();
    }

    /** Whether anybody, in whatever account, has a policy attached, or as boundary. */
    public boolean isAttached(String policyArn) {
        return state.snapshot().entities().stream()
                .map(entity -> entity.detail().policies())
                .anyMatch(policies -> policies.attached().contains(policyArn) || policyArn.equals(policies.boundary()));
    }

    /** A new id for an entity. */
    public String newId(IamEntity.Kind kind) {
        return generator.entityId(kind.prefix());
    }

    /** Number of the state that answers now: what is derived of a state holds as long as it stays the same. */
    public long version() {
        return state.snapshot().number();
    }

    /** Decides and changes without anybody in between. */
    public <T> T exclusively(Supplier<T> work) {
        synchronized (state) {
            return work.get();
        }
    }

    /**
     * Adds entities or replaces those of the same ids; all or none.
     *
     * @throws IdentityException with {@link Reason#EXISTS} if a name is taken
     */
    public void save(IamEntity... entities) {
        synchronized (state) {
            List<EntityRow> rows =
                    List.of(entities).stream().map(EntityDocuments::row).toList();
            state.changing("The name is taken already", () -> state.accounts().save(rows));
        }
    }

    /**
     * Removes all there is of a user's account, and the user from what administrators keep, so that nothing of it comes back
     * with another user of the same canonical id. Reads nothing anew: part of a larger change.
     */
    void forget(String canonicalId) {
        for (IamEntity entity : state.snapshot().entities()) {
            boolean of = entity.account().equals(canonicalId)
                    || (entity.kind() == IamEntity.Kind.ACCOUNT && entity.name().equals(canonicalId));
            if (of) {
                state.accounts().deleteEntity(entity.id());
            } else if (entity.detail().members().contains(canonicalId)) {
                IamEntity without = entity.with(entity.detail().withMember(canonicalId, false));
                state.accounts().save(List.of(EntityDocuments.row(without)));
            }
        }
    }

    /** Removes an entity with its keys and sessions. */
    public void delete(String id) {
        synchronized (state) {
            state.changing("", () -> state.accounts().deleteEntity(id));
        }
    }
}
