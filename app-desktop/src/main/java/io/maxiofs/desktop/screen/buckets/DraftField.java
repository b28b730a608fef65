package io.maxiofs.desktop.screen.buckets;

import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** A text of a {@link Draft}, and what is wrong with it. */
final class DraftField {
    private final StringProperty text;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final UnaryOperator<String> check;
    private String untouched;

    DraftField(String initial, UnaryOperator<String> check) {
        this.text = new SimpleStringProperty(this, "text", initial);
        this.check = check;
        this.untouched = initial;
    }

    StringProperty textProperty() {
        return text;
    }

    /** What is typed, without blanks around it. */
    String value() {
        return raw().strip();
    }

    /** What is typed, to the letter: keys may begin and end with blanks. */
    String raw() {
        String typed = text.get();
        return typed == null ? "" : typed;
    }

    boolean isEmpty() {
        return value().isEmpty();
    }

    /** What is wrong, for people; empty if nothing is, and before anybody has typed into an empty field. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether nothing is wrong. */
    boolean check() {
        String found = check.apply(value());
        boolean unseen = raw().equals(untouched) && raw().isEmpty();
        problem.set(unseen ? "" : found);
        return found.isEmpty();
    }

    void untouched() {
        untouched = raw();
    }
}
