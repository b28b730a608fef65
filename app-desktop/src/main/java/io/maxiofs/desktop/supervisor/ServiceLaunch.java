package io.maxiofs.desktop.supervisor;

import io.maxiofs.desktop.platform.SystemService;
import io.maxiofs.server.admin.api.LocalAccess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Has the system's service run the server and waits until it answers. Used on the supervisor's thread. */
final class ServiceLaunch {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** A start that has to read much takes longer, and is waited for all the same. */
    private static final Duration SLOW = Duration.ofSeconds(60);

    private final Turns turns;
    private final SystemService service;
    private final InstantSource clock;
    private final Listener listener;

    /** Told on the supervisor's thread, unless the supervisor was told to do something else meanwhile. */
    interface Listener {
        void answers(LocalAccess access);

        /** It does not answer yet, long after the system took it. */
        void isSlow();

        /** The system did not take it. */
        void refused(String reason);
    }

    ServiceLaunch(Turns turns, SystemService service, InstantSource clock, Listener listener) {
        this.turns = turns;
        this.service = service;
        this.clock = clock;
        this.listener = listener;
    }

    void begin(ServerLaunch launch, SupervisorParts parts) {
        turns.elsewhere(
                () -> {
                    service.start(launch.serviceCommand(), parts.log());
                    return true;
                },
                started -> look(launch, clock.instant().plus(SLOW)),
                failure -> listener.refused(String.valueOf(failure.getMessage())));
    }

    private void look(ServerLaunch launch, Instant slowFrom) {
        turns.elsewhere(() -> ServerWatch.running(launch.dataDirectory()), found -> lookAgain(found, launch, slowFrom));
    }

    private void lookAgain(Optional<LocalAccess> found, ServerLaunch launch, Instant slowFrom) {
        if (found.isPresent()) {
            listener.answers(found.get());
            return;
        }
        boolean slow = clock.instant().isAfter(slowFrom);
        if (slow) {
            listener.isSlow();
        }
        turns.later(LOOK_EVERY, () -> look(launch, slow ? Instant.MAX : slowFrom));
    }
}
