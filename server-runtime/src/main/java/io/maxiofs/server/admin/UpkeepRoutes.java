package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.MasterKeysDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.UpkeepDocument;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.engine.CompactionStatus;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.ScrubSchedule;
import io.maxiofs.storage.engine.StoreKeys;
import io.maxiofs.storage.maintenance.ScrubProgress;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the store does in the background, and its master keys. */
final class UpkeepRoutes {
    private static final int ACCEPTED = 202;
    private static final int MAX_FINDINGS = 100;

    private final @Nullable LocalObjectStore store;

    /** @param store null if the objects are not kept in a data directory of this server */
    UpkeepRoutes(@Nullable LocalObjectStore store) {
        this.store = store;
    }

    List<Route> routes() {
        Access admin = Access.ADMINISTRATOR;
        return List.of(
                new Route("GET", "/api/v1/upkeep", admin, this::upkeep),
                new Route("POST", "/api/v1/upkeep/scrub", admin, this::scrub),
                new Route("GET", "/api/v1/master-keys", admin, this::keys),
                new Route("POST", "/api/v1/master-keys/rotate", admin, this::rotate),
                new Route("POST", "/api/v1/master-keys/rewrap", admin, this::rewrap));
    }

    private LocalObjectStore store() {
        if (store == null) {
            throw new AdminException(Problem.Code.NOT_AVAILABLE, "The store is not in a data directory");
        }
        return store;
    }

    private Answer upkeep(Call call) {
        return Answer.ok(document());
    }

    private UpkeepDocument document() {
        CompactionStatus compaction = store().compaction();
        ScrubSchedule.Status scrub = store().scrubs().status();
        ScrubProgress progress = scrub.progress();
        return new UpkeepDocument(
                new UpkeepDocument.Compaction(
                        Documents.nameOf(compaction.state()), compaction.compacted(), compaction.lastError()),
                new UpkeepDocument.Scrub(
                        Documents.nameOf(scrub.state()),
                        scrub.due(),
                        scrub.completed(),
                        progress == null
                                ? null
                                : new UpkeepDocument.Progress(
                                        Documents.nameOf(progress.phase()),
                                        progress.bytesDone(),
                                        progress.bytesTotal()),
                        scrub.faults(),
                        scrub.findings().stream()
                                .limit(MAX_FINDINGS)
                                .map(String::valueOf)
                                .toList(),
                        scrub.lastError()));
    }

    private Answer scrub(Call call) {
        store().scrubs().demand();
        return new Answer(ACCEPTED, document());
    }

    private Answer keys(Call call) {
        return Answer.ok(keysDocument());
    }

    private MasterKeysDocument keysDocument() {
        StoreKeys keys = store().keys();
        StoreKeys.Rewrap rewrap = keys.status();
        return new MasterKeysDocument(
                keys.list().stream().map(UpkeepRoutes::document).toList(),
                new MasterKeysDocument.Rewrap(
                        Documents.nameOf(rewrap.state()),
                        rewrap.started(),
                        rewrap.ended(),
                        rewrap.seen(),
                        rewrap.rewrapped(),
                        rewrap.failed(),
                        rewrap.lastError()));
    }

    private static MasterKeysDocument.Key document(StoreKeys.Key key) {
        return new MasterKeysDocument.Key(key.name(), key.version());
    }

    private Answer rotate(Call call) {
        String named = call.body(MasterKeysDocument.Rotation.class).name();
        try {
            return Answer.ok(document(store().keys().rotate(named == null ? MasterKeys.DEFAULT_NAME : named)));
        } catch (IllegalArgumentException e) {
            throw new AdminException(Problem.Code.NOT_FOUND, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new AdminException(Problem.Code.STORAGE_UNAVAILABLE, "The key file cannot be written: " + e);
        }
    }

    private Answer rewrap(Call call) {
        store().keys().rewrap();
        return new Answer(ACCEPTED, keysDocument());
    }
}
