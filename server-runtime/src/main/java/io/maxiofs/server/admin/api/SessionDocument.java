package io.maxiofs.server.admin.api;

import java.time.Instant;

/**
 * Somebody's being signed in, from one place.
 *
 * @param id names the session; it is no secret
 * @param client what the program called itself, shortened; empty if it did not
 * @param refreshed when it last got new tokens
 * @param expires when it ends unless it gets new ones before
 * @param current whether it is the one that asks
 */
public record SessionDocument(
        String id,
        String user,
        String address,
        String client,
        Instant created,
        Instant refreshed,
        Instant expires,
        boolean current) {}
