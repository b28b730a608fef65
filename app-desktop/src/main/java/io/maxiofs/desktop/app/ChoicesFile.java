package io.maxiofs.desktop.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The choices as they are now; every change is written at once. Used on the user interface thread. */
final class ChoicesFile {
    private final Path file;
    private final Consumer<IOException> notSaved;
    private Choices choices;

    /** @param notSaved told when a change counts only until the end of this run */
    ChoicesFile(Path file, Choices choices, Consumer<IOException> notSaved) {
        this.file = file;
        this.choices = choices;
        this.notSaved = notSaved;
    }

    Choices get() {
        return choices;
    }

    void change(UnaryOperator<Choices> change) {
        choices = change.apply(choices);
        try {
            choices.save(file);
        } catch (IOException e) {
            notSaved.accept(e);
        }
    }
}
