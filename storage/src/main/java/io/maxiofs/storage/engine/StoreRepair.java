package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.ObjectLockedException;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.PreconditionFailedException;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.api.VersionNotFoundException;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.digest.ContentProof;
import io.maxiofs.storage.engine.RepairCommands.Judged;
import io.maxiofs.storage.maintenance.Damage;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.RepairRefusedException;
import io.maxiofs.storage.maintenance.RepairRefusedException.Reason;
import io.maxiofs.storage.maintenance.RepairTarget;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.Part;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mends what scrubs found. A repair writes the same version once more, with its id, times, metadata, tags and locks as they
 * are, and only after the bytes were proven to be those of its upload; one that cannot prove them changes nothing. All
 * repairs read the version first and refuse if it is well. They read as fast as the disk gives it, on the calling thread.
 *
 * <p>Safe on any thread. Fails with {@link RepairRefusedException}, with {@link
 * io.maxiofs.storage.api.StorageUnavailableException} or {@link io.maxiofs.storage.api.StorageFullException} if the store
 * takes no changes, and with {@link IOException} if the journal cannot be read.
 */
public final class StoreRepair {
    private static final Logger LOG = LoggerFactory.getLogger(StoreRepair.class);
    /** Damaged versions of which copies are looked for after a scrub. */
    private static final int MAX_LOOKED_FOR = 1_000;

    private final LocalObjectStore store;
    private final OpenFindings open;
    private final InstantSource clock;
    private volatile Map<RepairTarget, List<RepairTarget>> copies = Map.of();

    StoreRepair(LocalObjectStore store, OpenFindings open, InstantSource clock) {
        this.store = store;
        this.open = open;
        this.clock = clock;
    }

    /**
     * What scrubs found and nobody has repaired since, and what can be done about it. Answers from the index; while that cannot
     * be asked, without what can be done. What is gone meanwhile is not among it.
     *
     * @param limit most of them
     */
    public List<Damage> damages(int limit) {
        Engine engine = store.openEngine();
        DamageReport report = new DamageReport(clock.instant());
        List<Damage> damages = new ArrayList<>();
        for (Finding finding : open.list()) {
            if (damages.size() == limit) {
                break;
            }
            Damage damage = engine == null ? DamageReport.unknown(finding) : look(engine, report, finding);
            if (damage != null) {
                damages.add(damage);
            }
        }
        return damages;
    }

    /** Null if what the finding is about is gone. */
    private @Nullable Damage look(Engine engine, DamageReport report, Finding finding) {
        Finding.Body body = finding.body();
        if (body == null) {
            return DamageReport.unknown(finding);
        }
        try {
            Judged judged = new VersionCheck(engine).find(body).orElse(null);
            if (judged == null) {
                open.drop(finding);
                return null;
            }
            return report.of(finding, judged, copyOf(judged.target()));
        } catch (RuntimeException e) {
            // The drive may be gone, or the store be opened anew: that is told elsewhere, and damage stays damage.
            LOG.debug("What can be done about {} is not known for now", finding, e);
            return DamageReport.unknown(finding);
        }
    }

    private @Nullable RepairTarget copyOf(RepairTarget target) {
        List<RepairTarget> known = copies.getOrDefault(target, List.of());
        return known.isEmpty() ? null : known.getFirst();
    }

    /** Looks where good copies of what was found may be. Walks over the whole index if anything is damaged. */
    void lookForCopies() {
        try {
            Engine engine = store.engine();
            VersionCheck check = new VersionCheck(engine);
            List<Judged> damaged = open.list().stream()
                    .map(Finding::body)
                    .filter(Objects::nonNull)
                    .flatMap(body -> check.find(body).stream())
                    .limit(MAX_LOOKED_FOR)
                    .toList();
            copies = damaged.isEmpty() ? Map.of() : new GoodCopies(engine.state()).find(damaged);
        } catch (RuntimeException e) {
            LOG.warn("Good copies of what is damaged could not be looked for; a repair looks again", e);
        }
    }

    /**
     * Reads a version again. If it is well, what was found about it is settled; if it is not and nobody knew, that is a finding
     * from now on.
     *
     * @return what is wrong with it still, for people; empty if nothing is
     */
    public Optional<String> reread(RepairTarget target) throws IOException {
        try {
            VersionCheck.Result result = new VersionCheck(store.engine()).run(target);
            if (!result.isWell()) {
                if (!open.has(target)) {
                    open.addAside(DamageReport.finding(result));
                }
                return Optional.of(result.detail());
            }
        } catch (RepairRefusedException e) {
            if (e.reason() == Reason.GONE) {
                open.settle(target);
            }
            throw e;
        }
        open.settle(target);
        store.scrubs().look();
        return Optional.empty();
    }

    /**
     * Writes a version anew from another one that has the same bytes, or from itself if only what protects its bytes is
     * damaged.
     *
     * @return the version whose bytes were taken
     */
    public RepairTarget fromCopy(RepairTarget target) throws IOException {
        VersionCheck check = new VersionCheck(store.engine());
        VersionCheck.Result result = damaged(check, target);
        Judged judged = result.judged();
        requireOpenContent(judged);
        if (result.lost().isEmpty()) {
            copy(check, judged, judged);
            return target;
        }
        List<RepairTarget> candidates =
                new GoodCopies(store.engine().state()).find(List.of(judged)).getOrDefault(target, List.of());
        for (RepairTarget candidate : candidates) {
            Judged source = check.find(candidate).orElse(null);
            if (source != null && tryCopy(check, source, judged)) {
                return candidate;
            }
        }
        throw new RepairRefusedException(
                Reason.NO_COPY, "No other version in the store has the bytes of " + target + " and can be read");
    }

    private boolean tryCopy(VersionCheck check, Judged source, Judged judged) throws IOException {
        try {
            copy(check, source, judged);
            return true;
        } catch (CorruptDataException | DecryptionException | ObjectNotFoundException e) {
            LOG.info("{} is no good copy: {}", source.target(), e.getMessage());
            return false;
        } catch (RepairRefusedException e) {
            if (e.reason() != Reason.WRONG_CONTENT && e.reason() != Reason.NO_PROOF) {
                throw e;
            }
            LOG.info("{} is no good copy: {}", source.target(), e.getMessage());
            return false;
        }
    }

    private void copy(VersionCheck check, Judged source, Judged judged) throws IOException {
        List<Part> parts = source.stored().version().requireContent().parts();
        ContentProof proof = ContentProof.of(judged.stored().version().requireContent(), parts)
                .orElseThrow(() -> noProof(judged.target()));
        try (BodyReader reader = check.open(source);
                RepairIntake intake = new RepairIntake(this, store, judged, proof)) {
            for (BodyReader.Slice slice = reader.next(); slice != null; slice = reader.next()) {
                SliceBytes.write(slice, intake::write);
            }
            intake.finish();
        }
    }

    /**
     * Takes the bytes of a damaged version from whoever has them. To be closed, which gives up what was not finished. Of a
     * version about which nothing was found it first reads all, to see whether there is anything to repair.
     *
     * @throws RepairRefusedException if the version is well, or no bytes could be proven to be its own
     */
    public RepairIntake receive(RepairTarget target) throws IOException {
        VersionCheck check = new VersionCheck(store.engine());
        Judged judged = open.has(target)
                ? check.require(target)
                : damaged(check, target).judged();
        return new RepairIntake(this, store, judged, requireProof(judged));
    }

    /** Writes the record of a version anew, of which the journal has lost it and which can be read. */
    public void rewrite(RepairTarget target) throws IOException {
        VersionCheck check = new VersionCheck(store.engine());
        VersionCheck.Result result = damaged(check, target);
        if (!result.lost().isEmpty()) {
            throw new RepairRefusedException(
                    Reason.STILL_DAMAGED, "The bytes of " + target + " cannot be read: " + result.detail());
        }
        Judged judged = result.judged();
        commit(target, new RepairCommands.RewriteRecord(judged, check.readStored(judged)));
        settle(target);
    }

    /**
     * Removes a version whose bytes cannot be read, for good.
     *
     * @throws RepairRefusedException also if object lock keeps it
     */
    public void remove(RepairTarget target, Owner requester, ChangeOrigin origin) throws IOException {
        VersionCheck.Result result = damaged(new VersionCheck(store.engine()), target);
        if (result.lost().isEmpty()) {
            throw new RepairRefusedException(Reason.NOT_DAMAGED, "The bytes of " + target + " can be read");
        }
        DeleteRequest request = new DeleteRequest(
                target.bucket(), target.key(), target.version(), requester, WriteCondition.NONE, false, origin);
        commit(target, new RepairCommands.Remove(result.judged(), new DeleteCommand(request)));
        open.settle(target);
        store.scrubs().look();
        LOG.info("{} was removed, which could not be read", target);
    }

    private static VersionCheck.Result damaged(VersionCheck check, RepairTarget target) throws IOException {
        VersionCheck.Result result = check.run(target);
        if (result.isWell()) {
            throw new RepairRefusedException(Reason.NOT_DAMAGED, target + " can be read; there is nothing to repair");
        }
        return result;
    }

    private static ContentProof requireProof(Judged judged) {
        return ContentProof.of(requireOpenContent(judged), List.of()).orElseThrow(() -> noProof(judged.target()));
    }

    /** What was recorded of a version that has bytes the store can encrypt again. */
    private static ObjectContent requireOpenContent(Judged judged) {
        if (VersionCheck.isCustomerKey(judged.stored().body())) {
            throw new RepairRefusedException(
                    Reason.CLIENT_KEY, judged.target() + " is encrypted with a key that only its client has");
        }
        ObjectContent content = judged.stored().version().content();
        if (content == null) {
            throw new RepairRefusedException(Reason.NOT_DAMAGED, judged.target() + " has no bytes");
        }
        return content;
    }

    private static RepairRefusedException noProof(RepairTarget target) {
        return new RepairRefusedException(
                Reason.NO_PROOF,
                "Neither an MD5 nor a SHA of " + target + " was recorded, so nothing proves its bytes");
    }

    /** Waits for a change of a version. */
    <T> T commit(RepairTarget target, Command<T> command) {
        CompletableFuture<T> future = store.submit(command);
        try {
            return future.join();
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case VersionNotFoundException gone -> refused(Reason.GONE, gone);
                case PreconditionFailedException changed -> refused(Reason.CHANGED, changed);
                case ObjectLockedException locked -> refused(Reason.LOCKED, locked);
                case StorageException other -> other;
                case null, default -> e;
            };
        }
    }

    private static RepairRefusedException refused(Reason reason, StorageException cause) {
        RepairRefusedException refusal = new RepairRefusedException(reason, String.valueOf(cause.getMessage()));
        refusal.initCause(cause);
        return refusal;
    }

    /** Verifies a version that was written anew; only then what was found about it is settled. */
    void settle(RepairTarget target) throws IOException {
        Optional<String> wrong = reread(target);
        if (wrong.isPresent()) {
            throw new RepairRefusedException(
                    Reason.STILL_DAMAGED, target + " was written anew and still is damaged: " + wrong.get());
        }
        // What lies in a damaged segment may be whole now, and the segment free to go.
        store.engine().damagedSegments().clear();
        LOG.info("{} is repaired", target);
    }
}
