package io.maxiofs.server.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.maxiofs.server.database.SignInTables;
import io.maxiofs.server.database.SignInTables.FactorRow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.jspecify.annotations.Nullable;

/**
 * One-time codes by time (RFC 6238: SHA-1, six digits, steps of 30 s, one step of drift either way) and backup codes. No
 * code is accepted twice, and that it was is durable before it counts. Safe on any thread.
 */
public final class SecondFactors {
    /** Codes that stand in for the authenticator. */
    public static final int BACKUP_CODES = 10;

    static final Duration STEP = Duration.ofSeconds(30);
    static final Duration TO_CONFIRM = Duration.ofMinutes(10);
    private static final int DRIFT = 1;
    private static final String ALGORITHM = "HmacSHA1";
    private static final String ISSUER = "MaxIOFS";
    private static final int GROUP = 4;
    private static final int MAX_PENDING = 1_000;

    private final SignInTables tables;
    private final IdentityService identities;
    private final MasterKey masterKey;
    private final SecretGenerator generator;
    private final InstantSource clock;
    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator(STEP);
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();

    /** A secret that nobody has confirmed yet. */
    private record Pending(String secret, Instant expires) {}

    /** How a user's second factor stands. */
    public record Standing(Instant since, int backupCodesLeft) {}

    /**
     * What to give to an authenticator.
     *
     * @param secret Base32
     */
    public record Enrolment(String uri, String secret, Instant expires) {
        @Override
        public String toString() {
            return "Enrolment[until " + expires + "]";
        }
    }

    public SecondFactors(
            SignInTables tables,
            IdentityService identities,
            MasterKey masterKey,
            SecretGenerator generator,
            InstantSource clock) {
        this.tables = tables;
        this.identities = identities;
        this.masterKey = masterKey;
        this.generator = generator;
        this.clock = clock;
    }

    /** Empty if the user has none. */
    public Optional<Standing> of(User user) {
        return row(user)
                .map(row -> new Standing(
                        Instant.ofEpochMilli(row.confirmedAt()),
                        row.backupHashes().size()));
    }

    public boolean isEnrolled(User user) {
        return row(user).isPresent();
    }

    private Optional<FactorRow> row(User user) {
        return identities.accounts().rowOf(user).flatMap(tables::factor);
    }

    private long id(User user) {
        return identities
                .accounts()
                .rowOf(user)
                .orElseThrow(() ->
                        new IdentityException(IdentityException.Reason.NOT_FOUND, "There is no user " + user.name()));
    }

    /** Makes a secret; one that was begun before is forgotten. One in force stays in force until the new one is confirmed. */
    public Enrolment begin(User user) {
        Instant now = clock.instant();
        pending.values().removeIf(old -> !old.expires().isAfter(now));
        if (pending.size() >= MAX_PENDING) {
            throw new IdentityException(
                    IdentityException.Reason.LIMIT, "Too many second factors wait to be confirmed; try again later");
        }
        String secret = generator.authenticatorSecret();
        Pending begun = new Pending(secret, now.plus(TO_CONFIRM));
        pending.put(id(user), begun);
        String label = encode(ISSUER + ":" + user.name());
        String uri = "otpauth://totp/" + label + "?secret=" + secret + "&issuer=" + ISSUER
                + "&algorithm=SHA1&digits=6&period=" + STEP.toSeconds();
        return new Enrolment(uri, secret, begun.expires());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Puts what was begun in force if the code is right; gives backup codes. Empty if it is not right, or too late. */
    public synchronized Optional<List<String>> confirm(User user, String code) {
        long id = id(user);
        Pending begun = pending.get(id);
        Instant now = clock.instant();
        if (begun == null || !begun.expires().isAfter(now)) {
            return Optional.empty();
        }
        Long step = step(begun.secret(), code, now, Long.MIN_VALUE);
        if (step == null) {
            return Optional.empty();
        }
        List<String> backup = backupCodes();
        tables.save(new FactorRow(
                id, masterKey.sealText(purpose(id), begun.secret()), now.toEpochMilli(), step, hashes(backup)));
        pending.remove(id);
        return Optional.of(backup);
    }

    /** Whether a code of the authenticator or a backup code is right; it is of no use from then on. */
    public synchronized boolean accept(User user, String code) {
        Optional<FactorRow> found = row(user);
        if (found.isEmpty()) {
            return false;
        }
        FactorRow row = found.get();
        String typed = code.strip().replace(" ", "").replace("-", "").toUpperCase(Locale.ROOT);
        String secret = masterKey.openText(purpose(row.userId()), row.secret());
        Long step = step(secret, typed, clock.instant(), row.lastStep());
        if (step != null) {
            tables.save(new FactorRow(row.userId(), row.secret(), row.confirmedAt(), step, row.backupHashes()));
            return true;
        }
        String hash = hash(typed);
        if (!row.backupHashes().contains(hash)) {
            return false;
        }
        List<String> left = new ArrayList<>(row.backupHashes());
        left.remove(hash);
        tables.save(new FactorRow(row.userId(), row.secret(), row.confirmedAt(), row.lastStep(), left));
        return true;
    }

    /** Makes new backup codes; the old ones are of no use from then on. */
    public synchronized List<String> renewBackupCodes(User user) {
        FactorRow row = row(user)
                .orElseThrow(() ->
                        new IdentityException(IdentityException.Reason.NOT_FOUND, "No second factor is enrolled"));
        List<String> backup = backupCodes();
        tables.save(new FactorRow(row.userId(), row.secret(), row.confirmedAt(), row.lastStep(), hashes(backup)));
        return backup;
    }

    /** Takes the second factor away; returns whether there was one. */
    public synchronized boolean disable(User user) {
        Optional<FactorRow> found = row(user);
        found.ifPresent(row -> tables.deleteFactor(row.userId()));
        return found.isPresent();
    }

    /** The step the code is of, if it is after the last one used; null if it is of none. */
    private @Nullable Long step(String secret, String code, Instant now, long lastStep) {
        SecretKeySpec key = new SecretKeySpec(Base32.decode(secret), ALGORITHM);
        long current = now.getEpochSecond() / STEP.toSeconds();
        byte[] typed = code.getBytes(StandardCharsets.UTF_8);
        Long matching = null;
        for (long step = current - DRIFT; step <= current + DRIFT; step++) {
            byte[] expected = codeAt(key, step).getBytes(StandardCharsets.UTF_8);
            if (MessageDigest.isEqual(expected, typed) && step > lastStep && matching == null) {
                matching = step;
            }
        }
        return matching;
    }

    private String codeAt(SecretKeySpec key, long step) {
        try {
            return codes.generateOneTimePasswordString(
                    key, Instant.ofEpochSecond(step * STEP.toSeconds()), Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("Not a key for codes", e);
        }
    }

    private List<String> backupCodes() {
        return Stream.generate(generator::backupCode)
                .map(SecondFactors::grouped)
                .limit(BACKUP_CODES)
                .toList();
    }

    private static String grouped(String code) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < code.length(); i += GROUP) {
            text.append(i == 0 ? "" : "-").append(code, i, Math.min(i + GROUP, code.length()));
        }
        return text.toString();
    }

    /** In groups of four, for typing. */
    public static String readable(String secret) {
        return grouped(secret).replace('-', ' ');
    }

    private static List<String> hashes(List<String> backup) {
        return backup.stream().map(code -> hash(code.replace("-", ""))).toList();
    }

    /** A backup code has 80 bits of randomness, which nobody tries through; so it needs no slow hash. */
    private static String hash(String code) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String purpose(long id) {
        return "second-factor/" + id;
    }
}
