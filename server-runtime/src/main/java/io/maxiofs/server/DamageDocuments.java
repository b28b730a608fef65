package io.maxiofs.server;

import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.RepairDocument;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.maintenance.Damage;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.RepairTarget;
import io.maxiofs.storage.model.ByteRange;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What scrubs found and what can be done about it, as documents. */
final class DamageDocuments {
    private DamageDocuments() {}

    /** The first of it. */
    static List<HealthDocument.Damage> list(LocalObjectStore store, int limit) {
        return store.repairs().damages(limit).stream()
                .map(DamageDocuments::document)
                .toList();
    }

    private static HealthDocument.Damage document(Damage damage) {
        Damage.Subject subject = damage.subject();
        RepairTarget copy = damage.copy();
        return new HealthDocument.Damage(
                severity(damage.finding()),
                String.valueOf(damage.finding()),
                subject == null ? null : affected(subject),
                names(damage.repairs()),
                names(damage.obstacles()),
                copy == null ? null : version(copy));
    }

    private static HealthDocument.Affected affected(Damage.Subject subject) {
        ByteRange range = subject.damaged();
        return new HealthDocument.Affected(
                version(subject.target()),
                subject.size(),
                range == null ? null : range.offset(),
                range == null ? null : range.end(),
                subject.parts());
    }

    private static RepairDocument.Version version(RepairTarget target) {
        return new RepairDocument.Version(target.bucket().value(), target.key().value(), target.versionText());
    }

    private static List<String> names(Collection<? extends Enum<?>> constants) {
        return constants.stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String severity(Finding finding) {
        return finding.severity().name().toLowerCase(Locale.ROOT);
    }
}
