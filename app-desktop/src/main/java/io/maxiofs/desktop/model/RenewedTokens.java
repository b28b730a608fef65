package io.maxiofs.desktop.model;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.SignIn;
import io.maxiofs.server.admin.api.TokenSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a sign-in going, over the end of each short token and over restarts of the server, which only the sign-in itself
 * outlives. Safe on any thread; may block.
 */
final class RenewedTokens implements Supplier<AdminClient>, TokenSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RenewedTokens.class);
    private static final Duration RENEW_BEFORE = Duration.ofSeconds(60);

    private final AdminClient anonymous;
    private final AdminClient client;
    private final InstantSource clock;
    private SignIn.Tokens tokens;
    private boolean clocksDiffer;

    RenewedTokens(AdminClient anonymous, SignIn.Tokens tokens, InstantSource clock) {
        this.anonymous = anonymous;
        this.clock = clock;
        this.tokens = tokens;
        this.clocksDiffer = isDue();
        this.client = anonymous.withTokens(this);
    }

    /** Its calls throw {@link AdminClientException} when the sign-in has ended. */
    @Override
    public AdminClient get() {
        return client;
    }

    @Override
    public synchronized String token() {
        if (!clocksDiffer && isDue()) {
            renew();
        }
        return tokens.token();
    }

    /** Renews once, whoever of several callers finds first that the server was started anew. */
    @Override
    public synchronized String insteadOf(String refused) {
        if (tokens.token().equals(refused)) {
            try {
                renew();
            } catch (AdminClientException e) {
                if (e.problem().isEmpty()) {
                    throw e;
                }
                LOG.info("The sign-in has ended", e);
            }
        }
        return tokens.token();
    }

    private boolean isDue() {
        return clock.instant().isAfter(tokens.expires().minus(RENEW_BEFORE));
    }

    /** One that is new and has ended says that the clocks differ: then the server says when it is time, not ours. */
    private void renew() {
        tokens = anonymous.auth().refresh(tokens.refreshToken());
        clocksDiffer = isDue();
    }

    /** All clients share the connections of the first. */
    @Override
    public void close() {
        anonymous.close();
    }
}
