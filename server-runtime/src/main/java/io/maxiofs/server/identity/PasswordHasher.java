package io.maxiofs.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id in the PHC notation. Safe on any thread; one hash is computed at a time, so that a flood of sign-ins cannot
 * fill the heap.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP, password
 *     storage: the cost chosen</a>
 */
public final class PasswordHasher {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d)\\$([^$]+)\\$([^$]+)");

    private final SecureRandom random;
    private final Cost cost;
    private final Semaphore oneAtATime = new Semaphore(1);

    /**
     * What a hash costs.
     *
     * @param memoryKib KiB of memory
     * @param passes over that memory
     */
    public record Cost(int memoryKib, int passes) {
        public static final Cost DEFAULT = new Cost(19 * 1024, 2);
    }

    public PasswordHasher(SecureRandom random, Cost cost) {
        this.random = random;
        this.cost = cost;
    }

    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = compute(password, salt, cost, 1, HASH_BYTES);
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.passes() + ",p=1$" + encoder.encodeToString(salt)
                + "$" + encoder.encodeToString(hash);
    }

    /** Whether {@code password} is the one {@code phc} was made of. Takes as long for a wrong one. */
    public boolean matches(String password, String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalStateException("A stored password hash is not in the notation of Argon2id");
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] actual = compute(
                password,
                Base64.getDecoder().decode(parts.group(4)),
                new Cost(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))),
                Integer.parseInt(parts.group(3)),
                expected.length);
        return MessageDigest.isEqual(actual, expected);
    }

    private byte[] compute(String password, byte[] salt, Cost with, int lanes, int length) {
        byte[] result = new byte[length];
        oneAtATime.acquireUninterruptibly();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(with.memoryKib())
                    .withIterations(with.passes())
                    .withParallelism(lanes)
                    .withSalt(salt)
                    .build());
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), result);
        } finally {
            oneAtATime.release();
        }
        return result;
    }
}
