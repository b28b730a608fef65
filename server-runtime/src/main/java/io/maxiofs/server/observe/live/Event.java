package io.maxiofs.server.observe.live;

import io.maxiofs.server.admin.api.ServerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell.
 *
 * @param number grows by one; 0 for what is not told again to those who come back: measurements and traced requests
 * @param tenant whose it is; empty for the global one's, null for everybody's
 * @param document as {@link ServerEvent.Kind#document}
 */
public record Event(
        long number, ServerEvent.Kind kind, @Nullable String tenant, Object document) {}
