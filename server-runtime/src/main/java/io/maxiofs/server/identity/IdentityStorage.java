package io.maxiofs.server.identity;

import io.maxiofs.server.database.AccountTables;
import io.maxiofs.server.database.FederationTables;
import io.maxiofs.server.database.IdentityTables;
import io.maxiofs.server.database.ServerDatabase;
import io.maxiofs.server.database.SignedInTables;

/** Where identities are kept. */
public record IdentityStorage(
        IdentityTables users, AccountTables accounts, SignedInTables signedIn, FederationTables federation) {
    public static IdentityStorage of(ServerDatabase database) {
        return new IdentityStorage(
                new IdentityTables(database),
                new AccountTables(database),
                new SignedInTables(database),
                new FederationTables(database));
    }
}
