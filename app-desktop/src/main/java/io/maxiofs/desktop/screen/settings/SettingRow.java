package io.maxiofs.desktop.screen.settings;

import io.maxiofs.server.admin.api.ServerTexts;
import io.maxiofs.server.admin.api.SettingDocument;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** One setting with what the person made of it. Used on the user interface thread. */
final class SettingRow {
    static final String SECRET = "secret";

    private final SettingDocument document;
    private final StringProperty text = new SimpleStringProperty(this, "text");
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper(this, "changed");
    private boolean takenBack;

    SettingRow(SettingDocument document) {
        this.document = document;
        text.set(current());
        text.subscribe((before, now) -> edited());
    }

    SettingDocument document() {
        return document;
    }

    /** In the notation of the type; a secret is empty until a new one is typed. */
    StringProperty textProperty() {
        return text;
    }

    ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    boolean isSecret() {
        return document.form().type().equals(SECRET);
    }

    boolean isLocked() {
        return document.state().locked();
    }

    /** Whether there is a change to take back. */
    boolean canReset() {
        return !isLocked() && document.state().source().equals("changed");
    }

    private String current() {
        return Objects.requireNonNullElse(document.value(), "");
    }

    private void edited() {
        takenBack = false;
        changed.set(!isLocked() && !text.get().equals(current()));
    }

    /** Back to what the server has. */
    void undo() {
        text.set(current());
        takenBack = false;
        changed.set(false);
    }

    /** When it is saved the change is taken back, and what holds without it holds again. */
    void reset() {
        text.set(isSecret() ? "" : document.defaultValue());
        takenBack = true;
        changed.set(true);
    }

    /** What is sent: null takes the change back. */
    @Nullable String wanted() {
        return takenBack ? null : text.get().strip();
    }

    /** Why the text cannot be a value, as the key of a text with two parameters; null if the server may be asked. */
    @Nullable String fault() {
        SettingDocument.Form form = document.form();
        if (takenBack || !changed.get()) {
            return null;
        }
        String typed = text.get().strip();
        return switch (form.type()) {
            case "int" -> wholeNumberFault(typed, form);
            case "choice" -> form.choices().contains(typed) ? null : "settings.fault.choice";
            case "bool" -> typed.equals("true") || typed.equals("false") ? null : "settings.fault.choice";
            default -> null;
        };
    }

    private static @Nullable String wholeNumberFault(String typed, SettingDocument.Form form) {
        if (!typed.matches("-?\\d{1,19}")) {
            return "settings.fault.number";
        }
        BigInteger value = new BigInteger(typed);
        String least = form.minimum();
        String most = form.maximum();
        boolean tooSmall = least != null && value.compareTo(new BigInteger(least)) < 0;
        boolean tooLarge = most != null && value.compareTo(new BigInteger(most)) > 0;
        return tooSmall || tooLarge ? "settings.fault.range" : null;
    }

    /** Whether a search for this finds it: by key, or by what it does, in the language shown or in English. */
    boolean matches(String words, ServerTexts server) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                || document.key().toLowerCase(Locale.ROOT).contains(wanted)
                || server.help(document).toLowerCase(Locale.ROOT).contains(wanted)
                || document.help().toLowerCase(Locale.ROOT).contains(wanted);
    }
}
