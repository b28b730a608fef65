package io.maxiofs.desktop.platform;

import java.util.List;

/**
 * An icon beside the clock with a menu. A convenience: without one the window behaves. Methods may be called on any
 * thread; items run on a thread of the tray's.
 */
public interface Tray extends AutoCloseable {

    /** Told apart by shape, not by colour alone. */
    enum Shape {
        /** A ring with a tick. */
        GOOD,
        /** Three dots. */
        BUSY,
        /** A triangle. */
        WARNING,
        /** A filled disc with a cross. */
        BAD,
        /** An empty square. */
        STOPPED
    }

    /**
     * A line of the menu.
     *
     * @param label empty for a separating line
     * @param run nothing happens for a line that is only read
     * @param items of the menu that the line opens; empty if it opens none
     */
    record Item(String label, boolean enabled, Runnable run, List<Item> items) {
        public static final Item SEPARATOR = text("");

        public Item {
            items = List.copyOf(items);
        }

        public static Item of(String label, Runnable run) {
            return new Item(label, true, run, List.of());
        }

        public static Item text(String label) {
            return new Item(label, false, () -> {}, List.of());
        }

        public static Item menu(String label, List<Item> items) {
            return new Item(label, true, () -> {}, items);
        }
    }

    /** What the icon shows. */
    record Content(Shape shape, String tooltip, List<Item> items) {
        public Content {
            items = List.copyOf(items);
        }
    }

    /** Whether there is an icon a person can see. */
    boolean isShown();

    void show(Content content);

    /** A message of the system, for what should be seen although the window is not. */
    void notify(String title, String text, boolean urgent);

    @Override
    void close();

    /** @param opened what a click on the icon does */
    static Tray ofThisSystem(Runnable opened) {
        return AwtTray.isSupported() ? new AwtTray(opened) : new None();
    }

    /** Where there is no tray. */
    final class None implements Tray {
        @Override
        public boolean isShown() {
            return false;
        }

        @Override
        public void show(Content content) {}

        @Override
        public void notify(String title, String text, boolean urgent) {}

        @Override
        public void close() {}
    }
}
