package io.maxiofs.server.admin.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a user's second factor stands.
 *
 * @param since when it was confirmed; null if it is not enrolled
 * @param backupCodesLeft of the ten
 * @param required whether this user may not be without
 */
public record TwoFactorDocument(boolean enrolled, @Nullable Instant since, int backupCodesLeft, boolean required) {

    /** Proof that it is still the same person. */
    public record Begin(String password) {
        @Override
        public String toString() {
            return "TwoFactorDocument.Begin[hidden]";
        }
    }

    /**
     * What to give to an authenticator. Nothing is in force before it is confirmed with a code.
     *
     * @param uri {@code otpauth://totp/...}, to be shown as a QR code
     * @param secret the same for typing: Base32 in groups of four
     * @param expires until when it can be confirmed
     */
    public record Enrolment(String uri, String secret, Instant expires) {
        @Override
        public String toString() {
            return "TwoFactorDocument.Enrolment[until " + expires + "]";
        }
    }

    /** The first code of the authenticator. */
    public record Confirm(String code) {
        @Override
        public String toString() {
            return "TwoFactorDocument.Confirm[hidden]";
        }
    }

    /** Codes that stand in for the authenticator once each. They are shown this once. */
    public record BackupCodes(List<String> codes) {
        @Override
        public String toString() {
            return "TwoFactorDocument.BackupCodes[" + codes.size() + "]";
        }
    }

    /**
     * Both proofs, to turn the second factor off or to make new backup codes.
     *
     * @param code of the authenticator, or a backup code
     */
    public record Proof(String password, String code) {
        @Override
        public String toString() {
            return "TwoFactorDocument.Proof[hidden]";
        }
    }
}
