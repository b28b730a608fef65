package io.maxiofs.server.admin;

import org.jspecify.annotations.Nullable;

/**
 * Whose doings somebody may watch.
 *
 * @param everything whether all tenants'
 * @param tenant else only this one's
 */
record Visibility(boolean everything, String tenant) {

    static Visibility of(Caller caller) {
        return new Visibility(caller.seesAll(), caller.tenantScope().orElse(""));
    }

    /** @param whose tenant; empty for the global one, null if nobody's */
    boolean sees(@Nullable String whose) {
        return everything || tenant.equals(whose);
    }
}
