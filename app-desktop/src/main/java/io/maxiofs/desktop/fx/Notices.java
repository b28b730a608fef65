package io.maxiofs.desktop.fx;

import org.jspecify.annotations.Nullable;

/** Short messages within the window that go away by themselves or when they are read. Used on the user interface thread. */
public interface Notices {

    /** How much a message matters; never told by colour alone. */
    enum Kind {
        INFO,
        SUCCESS,
        WARNING,
        ERROR
    }

    /**
     * A message.
     *
     * @param text in the language of the person
     * @param action label of what can be done about it, such as undo; null for nothing
     * @param run does it
     */
    record Notice(Kind kind, String text, @Nullable String action, Runnable run) {}

    /** Shows it. Errors and warnings stay until they are closed. */
    void show(Notice notice);

    default void info(String text) {
        show(new Notice(Kind.INFO, text, null, () -> {}));
    }

    default void success(String text) {
        show(new Notice(Kind.SUCCESS, text, null, () -> {}));
    }

    default void warning(String text) {
        show(new Notice(Kind.WARNING, text, null, () -> {}));
    }

    default void error(String text) {
        show(new Notice(Kind.ERROR, text, null, () -> {}));
    }

    /** What was done, with the way back. */
    default void undoable(String text, String undo, Runnable run) {
        show(new Notice(Kind.SUCCESS, text, undo, run));
    }
}
