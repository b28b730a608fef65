package io.maxiofs.server.federation;

import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.FederationSettings;
import io.maxiofs.server.federation.oidc.WebIdentityVerifier;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Whom this server asks about people it does not know itself. Strangers make it ask, so only so many may at a time. Safe on
 * any thread.
 */
public final class Federation {
    private final WebIdentityVerifier tokens;
    private final Semaphore turns;

    private Federation(WebIdentityVerifier tokens, int maxConcurrent) {
        this.tokens = tokens;
        this.turns = new Semaphore(maxConcurrent);
    }

    /** As the settings say. */
    public static Federation of(Configuration configuration, InstantSource clock) {
        return new Federation(
                WebIdentityVerifier.of(configuration, clock), configuration.get(FederationSettings.MAX_CONCURRENT));
    }

    /** Who judges tokens of providers of OpenID Connect. */
    public WebIdentityVerifier tokens() {
        return tokens;
    }

    /** Does something for which another server may have to be asked; empty, without doing it, if too many do already. */
    public <T> Optional<T> inTurn(Supplier<T> work) {
        if (!turns.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            turns.release();
        }
    }
}
