package io.maxiofs.server.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolves access keys. Safe on any thread, answers from memory, and sees every change at once. */
public interface CredentialSource {

    /** The active key of this id; empty if unknown, disabled, expired, or if its user is suspended. */
    Optional<Credential> find(String accessKeyId);

    /**
     * The key of this id together with the token that temporary keys come with.
     *
     * @param sessionToken null if the request has none
     * @throws SessionTokenException if the token does not belong to the key, or is not valid any more
     */
    default Optional<Credential> find(String accessKeyId, @Nullable String sessionToken) {
        if (sessionToken != null) {
            throw new SessionTokenException(SessionTokenException.Reason.INVALID);
        }
        return find(accessKeyId);
    }

    /** Told of each request whose signature was right; looking a key up is not using it. Quick, never writes. */
    default void noteUse(Credential credential) {}

    /**
     * A key and whom it stands for.
     *
     * @param generation changes whenever the secret does; lets a verifier cache what it derives from the secret
     */
    record Credential(Principal principal, SecretKey secret, long generation) {}
}
