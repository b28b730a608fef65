package io.maxiofs.desktop.fx;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Questions to the person. All texts come in their language. Nothing here waits: an answer arrives by a call on the user
 * interface thread, and no call means that the person cancelled. Views open forms of their own with {@link FormDialog}.
 */
public interface Dialogs {

    /**
     * A question about something that cannot be taken back. Cancel is the default button.
     *
     * @param title what is going to happen, as a question
     * @param detail what that means
     * @param items what it happens to, as the server resolved it; may be empty
     * @param action the label of the button that does it, named by its action
     */
    record Confirmation(String title, String detail, List<String> items, String action) {
        public Confirmation {
            items = List.copyOf(items);
        }
    }

    /**
     * Asks for a line of text.
     *
     * @param initial what is in the field first
     * @param validation says what is wrong with a text, or null if it may be taken
     */
    record Question(
            String title, String label, String initial, String action, Function<String, @Nullable String> validation) {}

    void confirm(Confirmation confirmation, Runnable confirmed);

    /** As {@link #confirm}, for what is so hard to take back that the person has to type a name first. */
    void confirmByName(Confirmation confirmation, String name, Runnable confirmed);

    void ask(Question question, Consumer<String> answered);

    /**
     * Tells of a failure that is the answer to something the person did.
     *
     * @param detail why, and what can be done
     */
    void error(String title, String detail);

    /** Lets the person choose a file to write; {@code suggestedName} is its last name. */
    void saveFile(String title, String suggestedName, Consumer<Path> chosen);

    /** Lets the person choose files to read. */
    void openFiles(String title, Consumer<List<Path>> chosen);

    /** Lets the person choose a folder. */
    void chooseFolder(String title, Consumer<Path> chosen);
}
