package io.maxiofs.server.task;

import io.maxiofs.server.admin.api.BucketTask;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.history.ObjectDeletion;
import io.maxiofs.server.history.ObjectDeletion.Target;
import io.maxiofs.server.job.JobProgress;
import io.maxiofs.storage.api.ObjectListing.Page;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Deletes objects as DELETE does: behind a delete marker where there is versioning. A version that is named goes for good. */
final class DeleteObjects implements Task {
    private final TaskContext context;

    DeleteObjects(TaskContext context) {
        this.context = context;
    }

    @Override
    public void run(JobProgress progress) {
        List<ObjectRef> named = context.objects();
        if (named.isEmpty()) {
            walk(
                    page -> {
                        progress.checkpoint();
                        context.delete(
                                page.stream()
                                        .map(version -> new Target(version.key().value(), null))
                                        .toList(),
                                progress);
                    },
                    () -> true);
            return;
        }
        progress.total(named.size(), 0);
        for (int from = 0; from < named.size(); from += ObjectDeletion.MAX_OBJECTS) {
            progress.checkpoint();
            context.delete(
                    named.subList(from, Math.min(named.size(), from + ObjectDeletion.MAX_OBJECTS)).stream()
                            .map(object -> new Target(object.key(), object.version()))
                            .toList(),
                    progress);
        }
    }

    private void walk(Consumer<List<ObjectVersion>> action, BooleanSupplier goOn) {
        String after = null;
        do {
            Page<ObjectVersion> page = context.store().listing().listObjects(context.query(), after);
            action.accept(page.entries());
            after = page.nextMarker();
        } while (after != null && goOn.getAsBoolean());
    }

    @Override
    public BucketTask.Preview preview() {
        TaskContext.Counting counting = new TaskContext.Counting();
        List<ObjectRef> named = context.objects();
        if (named.isEmpty()) {
            walk(page -> page.forEach(version -> count(version, null, counting)), counting::goOn);
        }
        for (ObjectRef object : named) {
            find(object).ifPresent(version -> count(version, object.version(), counting));
        }
        return counting.result();
    }

    private void count(ObjectVersion version, @Nullable String named, TaskContext.Counting counting) {
        counting.look();
        VersioningState versioning = context.current().versioning();
        boolean marks = named == null && versioning != VersioningState.UNVERSIONED;
        if (marks) {
            counting.key(version.key().value());
            counting.marker();
        }
        boolean replaced = versioning == VersioningState.SUSPENDED && version.nullVersion();
        if (marks && !replaced) {
            return;
        }
        if (version.protection().forbidsRemoval(context.begun(), context.task().bypassGovernance())) {
            counting.locked();
        } else {
            counting.key(version.key().value());
            counting.version(version.requireContent().size());
        }
    }

    private Optional<ObjectVersion> find(ObjectRef object) {
        String named = object.version();
        VersionSelector version = named == null
                ? VersionSelector.CURRENT
                : VersionSelector.parse(named).orElse(VersionSelector.NULL);
        try {
            return Optional.of(context.store()
                    .find(context.bucket(), ObjectKey.of(object.key()), version)
                    .version());
        } catch (StorageException e) {
            // Deleting what is not there, or a marker, destroys no object.
            return Optional.empty();
        }
    }
}
