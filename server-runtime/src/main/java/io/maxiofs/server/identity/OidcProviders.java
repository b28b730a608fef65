package io.maxiofs.server.identity;

import io.maxiofs.server.database.FederationTables.ProviderRow;
import io.maxiofs.server.identity.IdentityException.Reason;
import io.maxiofs.server.identity.IdentitySnapshot.UserEntry;
import java.util.List;
import java.util.Optional;

/**
 * The providers of OpenID Connect of all accounts, as they are kept. Reads are answered from memory and see every change at
 * once; safe on any thread. Whoever decides by what is there calls {@link AccountDirectory#exclusively}.
 */
public final class OidcProviders {
    private static final String PREFIX = "OIDC";

    private final IdentityState state;
    private final SecretGenerator generator;

    OidcProviders(IdentityState state, SecretGenerator generator) {
        this.state = state;
        this.generator = generator;
    }

    /** Those of an account, by URL. */
    public List<OidcProvider> all(String account) {
        return state.snapshot().providers().stream()
                .filter(provider -> provider.account().equals(account))
                .toList();
    }

    /** @param url without scheme */
    public Optional<OidcProvider> byUrl(String account, String url) {
        return all(account).stream()
                .filter(provider -> provider.url().equals(url))
                .findFirst();
    }

    /** A new id for a provider. */
    public String newId() {
        return generator.entityId(PREFIX);
    }

    /**
     * Adds a provider or replaces the one of the same id.
     *
     * @throws IdentityException with {@link Reason#EXISTS} if the account has one of this URL, {@link Reason#NOT_FOUND} if
     *     there is no such account
     */
    public void save(OidcProvider provider) {
        synchronized (state) {
            UserEntry user = state.snapshot().byCanonicalId(provider.account());
            if (user == null) {
                throw new IdentityException(Reason.NOT_FOUND, "There is no account " + provider.account());
            }
            ProviderRow row = new ProviderRow(
                    provider.id(),
                    user.row().id(),
                    provider.url(),
                    EntityDocuments.document(provider),
                    provider.created().toEpochMilli());
            state.changing(
                    "There is a provider of this URL already",
                    () -> state.federation().save(row));
        }
    }

    /** Removes a provider; the temporary keys that rest on its word end with it. */
    public void delete(String id) {
        synchronized (state) {
            state.changing("", () -> state.federation().deleteProvider(id));
        }
    }
}
