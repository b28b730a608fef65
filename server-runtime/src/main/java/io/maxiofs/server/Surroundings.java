package io.maxiofs.server;

import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What a server takes from outside so that tests can replay what happened.
 *
 * @param clock its only source of time of day
 * @param timers runs what it does now and then
 */
public record Surroundings(InstantSource clock, SecureRandom random, Timers timers) {

    /** With timers on threads. */
    public Surroundings(InstantSource clock, SecureRandom random) {
        this(clock, random, Timers.THREADS);
    }
}
