package io.maxiofs.server.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** Whether the clock can be right. Signatures fail when it is more than 15 minutes off. */
final class ClockCheck implements Check {
    private static final String NAME = "clock";

    /** This program did not exist before. */
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    private static final Path SYNCHRONISED = Path.of("/run/systemd/timesync/synchronized");
    private static final String REMEDY = "Turn on time synchronisation (NTP)";

    private final InstantSource clock;

    ClockCheck(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Finding run() {
        Instant now = clock.instant();
        if (now.isBefore(EARLIEST)) {
            return Finding.fail(
                    NAME, now + " is in the past: no request with a right signature would be accepted", REMEDY);
        }
        return Files.exists(SYNCHRONISED)
                ? Finding.ok(NAME, now + ", synchronised")
                : Finding.unknown(NAME, now + "; this system does not say whether it is synchronised");
    }
}
