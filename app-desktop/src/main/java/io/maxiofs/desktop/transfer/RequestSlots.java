package io.maxiofs.desktop.transfer;

import java.util.concurrent.Semaphore;

/** How many requests may be under way, which can change while some are. Safe on any thread. */
final class RequestSlots extends Semaphore {
    private static final long serialVersionUID = 1L;

    private int slots;

    RequestSlots(int slots) {
        super(slots, true);
        this.slots = slots;
    }

    /** What is under way stays; with fewer slots nothing is begun until there is room again. */
    synchronized void resize(int wanted) {
        if (wanted > slots) {
            release(wanted - slots);
        } else if (wanted < slots) {
            reducePermits(slots - wanted);
        }
        slots = wanted;
    }
}
