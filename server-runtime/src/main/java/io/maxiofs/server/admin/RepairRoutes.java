package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.RepairDocument;
import io.maxiofs.server.job.JobProgress;
import io.maxiofs.server.job.JobSubject;
import io.maxiofs.server.job.Jobs;
import io.maxiofs.server.s3.request.ByteSource;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.RepairIntake;
import io.maxiofs.storage.maintenance.RepairRefusedException;
import io.maxiofs.storage.maintenance.RepairTarget;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersionSelector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mends what a scrub found: as jobs, since they read as much as the version has; bytes are received by the call itself. */
final class RepairRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(RepairRoutes.class);
    private static final String REPAIRS = "/api/v1/scrub/repairs";
    private static final int ACCEPTED = 202;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final String STILL_DAMAGED = "STILL_DAMAGED";

    private final @Nullable LocalObjectStore store;
    private final AdminData data;

    /** @param store null if the objects are not kept in a data directory of this server */
    RepairRoutes(@Nullable LocalObjectStore store, AdminData data) {
        this.store = store;
        this.data = data;
    }

    /** One try to mend one version. */
    @FunctionalInterface
    private interface Work {
        /** @return what is wrong still, for people; empty if nothing is */
        Optional<String> run(RepairTarget target) throws IOException;
    }

    List<Route> routes() {
        Access admin = Access.ADMINISTRATOR;
        return List.of(
                new Route("POST", REPAIRS, admin, this::begin),
                new Route("PUT", REPAIRS + "/content", admin, this::receive));
    }

    private LocalObjectStore store() {
        if (store == null) {
            throw new AdminException(Problem.Code.NOT_AVAILABLE, "The store is not in a data directory");
        }
        return store;
    }

    private Answer begin(Call call) {
        RepairDocument.Request request = call.body(RepairDocument.Request.class);
        String repair = Documents.required(request.repair(), "repair").toLowerCase(Locale.ROOT);
        RepairTarget target = target(
                Documents.required(request.bucket(), "bucket"),
                Documents.required(request.key(), "key"),
                Documents.required(request.versionId(), "versionId"));
        call.note("version", target.versionText());
        call.note("repair", repair);
        return new Answer(ACCEPTED, job(call, target, "repair-" + repair, work(call, repair)));
    }

    private Work work(Call call, String repair) {
        LocalObjectStore local = store();
        return switch (repair) {
            case "reread" -> local.repairs()::reread;
            case "copy" ->
                target -> {
                    local.repairs().fromCopy(target);
                    return Optional.empty();
                };
            case "rewrite" ->
                target -> {
                    local.repairs().rewrite(target);
                    return Optional.empty();
                };
            case "remove" -> removal(call, local);
            default ->
                throw new AdminException(
                        Problem.Code.INVALID, "repair is one of reread, copy, rewrite and remove, not " + repair);
        };
    }

    private Work removal(Call call, LocalObjectStore local) {
        Owner requester = call.who()
                .user()
                .map(user -> user.owner())
                .orElseGet(() -> data.firstAdministrator().owner());
        ChangeOrigin origin = new ChangeOrigin(
                ChangeOrigin.Cause.REQUEST,
                AdminData.nameOf(call),
                "",
                call.request().peer().address().getHostAddress());
        return target -> {
            local.repairs().remove(target, requester, origin);
            return Optional.empty();
        };
    }

    private JobDocument job(Call call, RepairTarget target, String kind, Work work) {
        JobSubject subject =
                new JobSubject(kind, target.bucket().value(), target.key().value(), AdminData.nameOf(call));
        try {
            return data.jobs().begin(subject, progress -> run(target, work, progress));
        } catch (Jobs.TooManyJobsException e) {
            throw new AdminException(Problem.Code.LIMIT_REACHED, String.valueOf(e.getMessage()));
        }
    }

    private static void run(RepairTarget target, Work work, JobProgress progress) {
        progress.checkpoint();
        try {
            Optional<String> wrong = work.run(target);
            if (wrong.isEmpty()) {
                progress.done(0);
            } else {
                progress.failed(failure(target, STILL_DAMAGED, wrong.get()));
            }
        } catch (RepairRefusedException e) {
            progress.failed(failure(target, e.reason().name(), String.valueOf(e.getMessage())));
        } catch (StorageException | IOException e) {
            LOG.warn("{} was not repaired", target, e);
            progress.failed(failure(target, "STORAGE", String.valueOf(e.getMessage())));
        }
    }

    private static ObjectRef.Failure failure(RepairTarget target, String code, String message) {
        return new ObjectRef.Failure(
                target.key().value(), target.versionText(), code.toLowerCase(Locale.ROOT), message);
    }

    private Answer receive(Call call) {
        RepairTarget target = target(parameter(call, "bucket"), parameter(call, "key"), parameter(call, "versionId"));
        call.note("bucket", target.bucket().value());
        call.note("key", target.key().value());
        call.note("version", target.versionText());
        ByteSource content = call.request().content();
        if (content == null) {
            throw new AdminException(
                    Problem.Code.BAD_REQUEST, "The bytes are the body, with the content type application/octet-stream");
        }
        LocalObjectStore local = store();
        try (RepairIntake intake = local.repairs().receive(target)) {
            requireLength(call, intake);
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            while (content.read(buffer.clear()) >= 0) {
                intake.write(buffer.flip());
            }
            intake.place();
            call.note("bytes", String.valueOf(intake.size()));
        } catch (RepairRefusedException e) {
            throw new AdminException(codeOf(e.reason()), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new AdminException(Problem.Code.STORAGE_UNAVAILABLE, "The journal cannot be read: " + e);
        }
        return new Answer(ACCEPTED, job(call, target, "repair-reread", local.repairs()::reread));
    }

    /** Before the first byte is asked for. */
    private static void requireLength(Call call, RepairIntake intake) {
        Optional<String> announced = call.request().header("content-length");
        if (announced.isPresent() && !announced.get().equals(String.valueOf(intake.size()))) {
            throw new RepairRefusedException(
                    RepairRefusedException.Reason.WRONG_LENGTH,
                    "The version has " + intake.size() + " bytes, and " + announced.get() + " are announced");
        }
    }

    private static Problem.Code codeOf(RepairRefusedException.Reason reason) {
        return switch (reason) {
            case GONE -> Problem.Code.NOT_FOUND;
            case WRONG_LENGTH, WRONG_CONTENT -> Problem.Code.INVALID;
            default -> Problem.Code.REPAIR_REFUSED;
        };
    }

    private static String parameter(Call call, String name) {
        return Documents.required(call.request().parameter(name).orElse(null), name);
    }

    private static RepairTarget target(String bucket, String key, String version) {
        VersionSelector which = VersionSelector.parse(version)
                .orElseThrow(() -> new AdminException(Problem.Code.INVALID, "Not the id of a version: " + version));
        try {
            return new RepairTarget(new BucketName(bucket), AdminData.key(key), which);
        } catch (IllegalArgumentException e) {
            throw new AdminException(Problem.Code.INVALID, String.valueOf(e.getMessage()));
        }
    }
}
