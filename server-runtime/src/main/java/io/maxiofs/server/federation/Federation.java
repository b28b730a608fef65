package io.maxiofs.server.federation;

import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ConfigurationException;
import io.maxiofs.server.config.FederationSettings;
import io.maxiofs.server.federation.ldap.LdapSignIn;
import io.maxiofs.server.federation.oidc.WebIdentityVerifier;
import io.maxiofs.server.iam.DirectoryGrants;
import io.maxiofs.server.identity.SignInThrottle;
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
    private final Optional<LdapSignIn> directory;
    private final Semaphore turns;

    private Federation(WebIdentityVerifier tokens, Optional<LdapSignIn> directory, int maxConcurrent) {
        this.tokens = tokens;
        this.directory = directory;
        this.turns = new Semaphore(maxConcurrent);
    }

    /**
     * As the settings say.
     *
     * @param throttle of every way to sign in
     * @throws ConfigurationException if a directory is named and cannot be used so
     */
    public static Federation of(Configuration configuration, SignInThrottle throttle, InstantSource clock) {
        return new Federation(
                WebIdentityVerifier.of(configuration, clock),
                LdapSignIn.of(configuration, throttle),
                configuration.get(FederationSettings.MAX_CONCURRENT));
    }

    /** Who knows the people of the directory; empty if there is none. */
    public Optional<LdapSignIn> directory() {
        return directory;
    }

    /** What people of the directory may. */
    public DirectoryGrants grants() {
        return directory.map(LdapSignIn::grants).orElse(DirectoryGrants.NONE);
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
