package io.maxiofs.storage.engine;

import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.digest.ContentProof;
import io.maxiofs.storage.engine.RepairCommands.Judged;
import io.maxiofs.storage.maintenance.Damage;
import io.maxiofs.storage.maintenance.Damage.Obstacle;
import io.maxiofs.storage.maintenance.Damage.Repair;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.RepairTarget;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what can be done about findings, from what the index knows; reads nothing of the versions themselves. */
final class DamageReport {
    private final Instant now;

    DamageReport(Instant now) {
        this.now = now;
    }

    /** A finding about which nothing can be done, or said. */
    static Damage unknown(Finding finding) {
        return new Damage(finding, null, Set.of(), Set.of(), null);
    }

    /**
     * @param judged the version the finding is about
     * @param copy where a good copy may be; null if none is known
     */
    Damage of(Finding finding, Judged judged, @Nullable RepairTarget copy) {
        ObjectContent content = judged.stored().version().content();
        ByteRange range = Objects.requireNonNull(finding.body(), "what is judged is a body's")
                .damaged();
        Damage.Subject subject = new Damage.Subject(
                judged.target(),
                content == null ? 0 : content.size(),
                range,
                content == null || range == null ? List.of() : parts(content.parts(), range));
        Set<Repair> repairs = EnumSet.of(Repair.REREAD);
        Set<Obstacle> obstacles = EnumSet.noneOf(Obstacle.class);
        if (finding.kind() == Finding.Kind.RECORD_MISSING) {
            repairs.add(Repair.REWRITE);
        } else if (content != null) {
            bytes(finding, judged, copy, repairs, obstacles);
        }
        return new Damage(finding, subject, repairs, obstacles, copy);
    }

    /** What a look at one version found. */
    static Finding finding(VersionCheck.Result result) {
        Judged judged = result.judged();
        RepairTarget target = judged.target();
        boolean lost = !result.lost().isEmpty();
        boolean inJournal = judged.stored().body() instanceof StoredBody.Inline;
        Finding.Kind bytes = inJournal ? Finding.Kind.BODY_DAMAGED : Finding.Kind.EXTENT_DAMAGED;
        return new Finding(
                lost ? Finding.Severity.LOST : Finding.Severity.AT_RISK,
                lost || result.atRisk() ? bytes : Finding.Kind.RECORD_MISSING,
                "segment " + Long.toHexString(judged.entry().place().segment()),
                new Finding.Affected(target.bucket().value(), target.key().value(), "version " + target.versionText()),
                result.detail(),
                new Finding.Body(target, judged.id(), lost ? result.lost().getFirst() : null));
    }

    /** What helps against damaged bytes. */
    private void bytes(
            Finding finding, Judged judged, @Nullable RepairTarget copy, Set<Repair> repairs, Set<Obstacle> obstacles) {
        boolean lost = finding.severity() == Finding.Severity.LOST;
        ObjectContent content = judged.stored().version().requireContent();
        if (VersionCheck.isCustomerKey(judged.stored().body())) {
            obstacles.add(Obstacle.CLIENT_KEY);
        } else {
            boolean provable = ContentProof.of(content, List.of()).isPresent();
            if (provable) {
                repairs.add(Repair.FILE);
            } else {
                obstacles.add(Obstacle.NO_PROOF);
            }
            // A copy may know the parts that the version itself was not told of, and so prove what a file cannot.
            if (copy != null || !lost && provable) {
                repairs.add(Repair.COPY);
            } else {
                obstacles.add(Obstacle.NO_COPY);
            }
        }
        if (lost && judged.stored().version().protection().forbidsRemoval(now, false)) {
            obstacles.add(Obstacle.LOCKED);
        } else if (lost) {
            repairs.add(Repair.REMOVE);
        }
    }

    private static List<Integer> parts(List<Part> parts, ByteRange damaged) {
        List<Integer> touched = new ArrayList<>();
        long start = 0;
        for (Part part : parts) {
            if (start < damaged.end() && start + part.size() > damaged.offset()) {
                touched.add(part.number());
            }
            start += part.size();
        }
        return touched;
    }
}
