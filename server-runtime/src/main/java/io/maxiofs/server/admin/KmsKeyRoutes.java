package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.KmsKeyDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.storage.api.NamedKeys;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.model.NamedKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys that clients choose by name. Names may have slashes, so they stand in the body and not in the path. */
final class KmsKeyRoutes {
    private final @Nullable LocalObjectStore store;

    /** @param store null if the objects are not kept in a data directory of this server */
    KmsKeyRoutes(@Nullable LocalObjectStore store) {
        this.store = store;
    }

    List<Route> routes() {
        Access admin = Access.ADMINISTRATOR;
        return List.of(
                new Route("GET", "/api/v1/kms-keys", admin, this::list),
                new Route("POST", "/api/v1/kms-keys", admin, this::create),
                new Route("PATCH", "/api/v1/kms-keys", admin, this::change));
    }

    private NamedKeys keys() {
        if (store == null) {
            throw new AdminException(Problem.Code.NOT_AVAILABLE, "The store is not in a data directory");
        }
        return store.namedKeys();
    }

    private Answer list(Call call) {
        return Answer.ok(
                new Items<>(keys().list().stream().map(KmsKeyRoutes::document).toList()));
    }

    private Answer create(Call call) {
        String name = Documents.required(call.body(KmsKeyDocument.New.class).name(), "name");
        if (!NamedKeys.isValidName(name)) {
            throw new AdminException(
                    Problem.Code.INVALID,
                    "A key's name is 1 to 128 letters, digits, dots, hyphens, underscores and slashes");
        }
        return Answer.created(document(keys().create(name)));
    }

    private Answer change(Call call) {
        KmsKeyDocument.Change wanted = call.body(KmsKeyDocument.Change.class);
        String name = Documents.required(wanted.name(), "name");
        Optional<NamedKey> key = keys().find(name);
        if (wanted.rotate()) {
            key = keys().rotate(name);
        }
        if (wanted.enabled() != null) {
            key = keys().setEnabled(name, wanted.enabled());
        }
        return Answer.ok(document(
                key.orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no key named " + name))));
    }

    private static KmsKeyDocument document(NamedKey key) {
        return new KmsKeyDocument(key.name(), key.version(), key.enabled(), key.created());
    }
}
