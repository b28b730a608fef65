package io.maxiofs.desktop.screen.overview;

import io.maxiofs.server.admin.api.ServerOverview;

/**
 * A way to reach the server, and whether it works from here.
 *
 * @param reach as last seen
 */
record AddressLine(ServerOverview.Address address, Reach reach) {

    /** What was found when it was tried. */
    enum Reach {
        /** Being tried. */
        CHECKING,
        YES,
        NO,
        /** Not tried: the server has no socket open there. */
        CLOSED
    }

    AddressLine with(Reach found) {
        return new AddressLine(address, found);
    }
}
