package io.maxiofs.server.observe.alert;

import org.jspecify.annotations.Nullable;

/**
 * What a rule says of one thing now.
 *
 * @param subject what it is about; empty for the whole server
 * @param bad whether the condition of the rule holds
 * @param value null where the rule has no number
 * @param limit null where the rule has no number
 * @param sentence what is the case; empty unless {@code bad}
 */
public record Reading(
        AlertRule rule,
        String subject,
        boolean bad,
        @Nullable Double value,
        @Nullable Double limit,
        String sentence) {}
