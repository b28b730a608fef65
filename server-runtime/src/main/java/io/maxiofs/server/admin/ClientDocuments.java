package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.ClientDocument;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.observe.trace.ClientBook;
import io.maxiofs.server.observe.trace.ClientUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which program uses which key, as documents. */
final class ClientDocuments {
    private final ClientBook clients;
    private final KeyOwners owners;

    ClientDocuments(ClientBook clients, KeyOwners owners) {
        this.clients = clients;
        this.owners = owners;
    }

    /** The last seen first. */
    List<ClientDocument> list(Visibility sight) {
        List<ClientDocument> found = new ArrayList<>();
        for (ClientUse use : clients.list()) {
            Optional<User> owner = owners.ofKey(use.accessKey());
            if (sight.sees(owner.map(User::tenant).orElse(null))) {
                found.add(document(use, owner));
            }
        }
        return found;
    }

    private static ClientDocument document(ClientUse use, Optional<User> owner) {
        ClientUse.Seen seen = use.seen();
        ClientUse.Failure failure = use.failure();
        return new ClientDocument(
                use.client(),
                use.accessKey().isEmpty() ? null : use.accessKey(),
                owner.map(User::name).orElse(null),
                use.address(),
                new ClientDocument.Seen(
                        Instant.ofEpochMilli(seen.first()),
                        Instant.ofEpochMilli(seen.last()),
                        seen.lastWrite() == 0 ? null : Instant.ofEpochMilli(seen.lastWrite())),
                use.requests(),
                failure == null
                        ? null
                        : new ClientDocument.Failure(
                                Instant.ofEpochMilli(failure.millis()), failure.error(), failure.explanation()));
    }
}
