package io.maxiofs.desktop.model;

import java.util.Optional;
import java.util.Set;

/** What can be done about the process of a server. Safe on any thread; {@link #perform} may take long. */
public interface ServerPower {

    /** Something that can be done. */
    enum Action {
        START,
        STOP,
        RESTART,
        /** Stops, and tells when the drive with the data can be disconnected. */
        EJECT,
        /** Has the system run it from now on, also without this application. */
        RUN_AS_SERVICE,
        /** Takes the service away: it runs as this application's child from now on. */
        RUN_WITH_APPLICATION,
        /** Shows the log of the server to the person. */
        OPEN_LOG
    }

    /** What can be done with this server; a server elsewhere can only be stopped. */
    Set<Action> possible();

    /**
     * Does it.
     *
     * @throws Exception if it fails; the message is for the person
     */
    void perform(Action action) throws Exception;

    /** Moves its storage; empty where that cannot be done from here. */
    default Optional<StorageMoves> storage() {
        return Optional.empty();
    }

    /** For a server whose process is not in the hands of this application. */
    static ServerPower elsewhere(Session session) {
        return new ServerPower() {
            @Override
            public Set<Action> possible() {
                return Set.of(Action.STOP);
            }

            @Override
            public void perform(Action action) {
                if (action != Action.STOP) {
                    throw new UnsupportedOperationException("Not in the hands of this application: " + action);
                }
                session.admin().shutdown();
            }
        };
    }
}
