package io.maxiofs.storage.extent;

import java.util.concurrent.ConcurrentHashMap;

/** Which extents are being read, and which of them are to be deleted when that ends. Safe on any thread. */
final class ExtentPins {
    private final ConcurrentHashMap<Long, Pin> pins = new ConcurrentHashMap<>();

    private record Pin(int readers, boolean doomed) {}

    void pin(long id) {
        pins.merge(id, new Pin(1, false), (old, one) -> new Pin(old.readers() + 1, old.doomed()));
    }

    /** Returns whether the caller has to delete the extent now. */
    boolean unpin(long id) {
        boolean[] delete = new boolean[1];
        pins.computeIfPresent(id, (key, pin) -> {
            if (pin.readers() > 1) {
                return new Pin(pin.readers() - 1, pin.doomed());
            }
            delete[0] = pin.doomed();
            return null;
        });
        return delete[0];
    }

    /** Returns whether the extent is being read; it is left to the last reader then. */
    boolean doom(long id) {
        return pins.computeIfPresent(id, (key, pin) -> new Pin(pin.readers(), true)) != null;
    }
}
