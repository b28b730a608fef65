package io.maxiofs.storage.maintenance;

import io.maxiofs.storage.journal.JournalDamage;

/** What the journal says of damage, as a finding; whom it concerns is found out apart. */
public final class JournalFindings {
    private JournalFindings() {}

    public static Finding of(JournalDamage damage) {
        Finding.Kind kind = switch (damage.kind()) {
            case SEGMENT -> Finding.Kind.JOURNAL_SEGMENT;
            case RECORDS -> Finding.Kind.JOURNAL_RECORDS;
            case PAYLOAD -> Finding.Kind.JOURNAL_PAYLOAD;
            case BODY -> Finding.Kind.JOURNAL_BODY;
            case FOOTER -> Finding.Kind.JOURNAL_FOOTER;
        };
        // A damaged body is as bad as the version that uses it, which has a finding of its own.
        Finding.Severity severity =
                damage.kind() == JournalDamage.Kind.BODY ? Finding.Severity.WASTE : Finding.Severity.AT_RISK;
        return new Finding(
                severity,
                kind,
                "journal " + damage.position(),
                null,
                damage.lengthBytes() + " bytes: " + damage.detail());
    }
}
