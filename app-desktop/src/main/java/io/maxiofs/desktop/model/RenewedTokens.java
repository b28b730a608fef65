package io.maxiofs.desktop.model;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.SignIn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Keeps a sign-in going: whoever asks for the client gets one whose token is still good. Safe on any thread; may block. */
final class RenewedTokens implements Supplier<AdminClient>, AutoCloseable {
    private static final Duration RENEW_BEFORE = Duration.ofSeconds(60);

    private final AdminClient anonymous;
    private final InstantSource clock;
    private SignIn.Tokens tokens;
    private AdminClient client;

    RenewedTokens(AdminClient anonymous, SignIn.Tokens tokens, InstantSource clock) {
        this.anonymous = anonymous;
        this.clock = clock;
        this.tokens = tokens;
        this.client = anonymous.withToken(tokens.token());
    }

    /** @throws io.maxiofs.server.admin.api.AdminClientException if the sign-in has ended */
    @Override
    public synchronized AdminClient get() {
        if (clock.instant().isAfter(tokens.expires().minus(RENEW_BEFORE))) {
            tokens = anonymous.auth().refresh(tokens.refreshToken());
            client = anonymous.withToken(tokens.token());
        }
        return client;
    }

    /** All clients share the connections of the first. */
    @Override
    public void close() {
        anonymous.close();
    }
}
