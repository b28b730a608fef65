package io.maxiofs.desktop.app;

import io.maxiofs.desktop.model.SavedFile;
import java.util.function.UnaryOperator;

/** The choices as they are now; every change is written soon. Used on the user interface thread. */
final class ChoicesFile {
    private final SavedFile file;
    private Choices choices;

    ChoicesFile(SavedFile file, Choices choices) {
        this.file = file;
        this.choices = choices;
    }

    Choices get() {
        return choices;
    }

    void change(UnaryOperator<Choices> change) {
        choices = change.apply(choices);
        file.save(choices.written());
    }
}
