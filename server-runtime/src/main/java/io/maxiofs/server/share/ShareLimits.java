package io.maxiofs.server.share;

import java.time.Duration;

/**
 * How much there may be of links, and of guesses at their passwords.
 *
 * @param links ended ones included, at least 1
 * @param tries wrong passwords from one address within {@code window}, at least 1
 * @param triesOfLink wrong passwords for one link from everywhere within {@code window}, at least 1
 * @param window from the first wrong one on
 */
public record ShareLimits(int links, int tries, int triesOfLink, Duration window) {
    public static final ShareLimits DEFAULT = new ShareLimits(10_000, 5, 100, Duration.ofMinutes(15));

    /** @throws IllegalArgumentException if nothing would be possible */
    public ShareLimits {
        if (links < 1 || tries < 1 || triesOfLink < 1 || !window.isPositive()) {
            throw new IllegalArgumentException(
                    "Limits of links: " + links + ", " + tries + ", " + triesOfLink + ", " + window);
        }
    }
}
