package io.maxiofs.server.identity;

import java.util.Optional;

/** Resolves access keys. Safe on any thread, answers from memory, and sees every change at once. */
public interface CredentialSource {

    /** The active key of this id; empty if unknown, disabled, expired, or if its user is suspended. */
    Optional<Credential> find(String accessKeyId);

    /**
     * A key and whom it stands for.
     *
     * @param generation changes whenever the secret does; lets a verifier cache what it derives from the secret
     */
    record Credential(Principal principal, SecretKey secret, long generation) {}
}
