package io.maxiofs.desktop.transfer;

import java.io.IOException;

/** What the bytes of a transfer pass. Safe on any thread. */
interface Flow {
    /** @param bytes negative to take back what was counted */
    void moved(long bytes);

    /** @throws IOException if the bytes are to stop */
    void stopIfWanted() throws IOException;
}
