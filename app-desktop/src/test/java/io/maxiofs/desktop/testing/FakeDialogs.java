package io.maxiofs.desktop.testing;

import io.maxiofs.desktop.fx.Dialogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers as the test says and remembers what was asked. Used by one thread at a time. */
public final class FakeDialogs implements Dialogs {
    private final List<Confirmation> asked = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private boolean confirms = true;
    private @Nullable String answer;
    private @Nullable Path file;

    /** Whether questions are answered with the action or with cancel. */
    public FakeDialogs confirming(boolean yes) {
        confirms = yes;
        return this;
    }

    public FakeDialogs answering(String text) {
        answer = text;
        return this;
    }

    /** What is chosen wherever a file or a folder is asked for. */
    public FakeDialogs choosing(Path chosen) {
        file = chosen;
        return this;
    }

    public List<Confirmation> asked() {
        return List.copyOf(asked);
    }

    /** Title and detail of what was told. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void confirm(Confirmation confirmation, Runnable confirmed) {
        asked.add(confirmation);
        if (confirms) {
            confirmed.run();
        }
    }

    @Override
    public void confirmByName(Confirmation confirmation, String name, Runnable confirmed) {
        confirm(confirmation, confirmed);
    }

    @Override
    public void ask(Question question, Consumer<String> answered) {
        if (answer != null) {
            answered.accept(answer);
        }
    }

    @Override
    public void error(String title, String detail) {
        errors.add(title + ": " + detail);
    }

    @Override
    public void saveFile(String title, String suggestedName, Consumer<Path> chosen) {
        choose(chosen);
    }

    @Override
    public void openFiles(String title, Consumer<List<Path>> chosen) {
        choose(path -> chosen.accept(List.of(path)));
    }

    @Override
    public void chooseFolder(String title, Consumer<Path> chosen) {
        choose(chosen);
    }

    private void choose(Consumer<Path> chosen) {
        if (file != null) {
            chosen.accept(file);
        }
    }
}
