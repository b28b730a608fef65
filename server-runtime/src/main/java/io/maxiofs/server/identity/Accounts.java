package io.maxiofs.server.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Numbers of accounts, as they stand in resource names. */
public final class Accounts {
    private static final BigInteger NUMBERS = BigInteger.TEN.pow(12);

    private Accounts() {}

    /** Twelve digits that follow from a user's canonical id and so never change. */
    public static String number(String canonicalId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("account " + canonicalId).getBytes(StandardCharsets.UTF_8));
            String digits = new BigInteger(1, hash).mod(NUMBERS).toString();
            return "0".repeat(12 - digits.length()) + digits;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
