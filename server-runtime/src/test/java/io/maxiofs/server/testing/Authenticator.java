package io.maxiofs.server.testing;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.InstantSource;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/**
 * The application on a person's phone.
 *
 * @param secret as it is typed: Base32, in groups
 * @param clock of the phone
 */
public record Authenticator(String secret, InstantSource clock) {

    /** What it shows now. */
    public String code() {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(Base32.decode(secret.replace(" ", "")), "HmacSHA1"), clock.instant());
        } catch (InvalidKeyException e) {
            throw new AssertionError(e);
        }
    }
}
