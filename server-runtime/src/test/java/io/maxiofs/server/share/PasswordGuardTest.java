package io.maxiofs.server.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.reference.SettableClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PasswordGuardTest {
    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final PasswordGuard guard = new PasswordGuard(ShareLimits.DEFAULT, clock);

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void addressIsHeldBackForAWhileAndOnlyAtThisLink() {
        for (int i = 0; i < ShareLimits.DEFAULT.tries(); i++) {
            assertThat(guard.mayTry("link", address(1))).isTrue();
        }
        assertThat(guard.mayTry("link", address(1))).isFalse();
        assertThat(guard.mayTry("link", address(2))).isTrue();
        assertThat(guard.mayTry("other", address(1))).isTrue();
        clock.advance(ShareLimits.DEFAULT.window().minus(Duration.ofMillis(1)));
        assertThat(guard.mayTry("link", address(1))).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(guard.mayTry("link", address(1))).isTrue();
    }

    @Test
    void manyAddressesTogetherAreHeldBack() {
        for (int i = 0; i < ShareLimits.DEFAULT.triesOfLink(); i++) {
            assertThat(guard.mayTry("link", address(i))).isTrue();
        }
        assertThat(guard.mayTry("link", address(200))).isFalse();
    }

    @Test
    void whoKnowsThePasswordIsNoGuesser() {
        for (int i = 0; i < 3 * ShareLimits.DEFAULT.triesOfLink(); i++) {
            assertThat(guard.mayTry("link", address(1))).isTrue();
            guard.right("link", address(1));
        }
    }
}
