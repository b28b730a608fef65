package io.maxiofs.desktop.screen.buckets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * What a form holds while somebody fills it in, and what is wrong with it so far: each field says so as it is typed. Used on
 * the user interface thread; knows no toolkit.
 */
final class Draft {
    private final List<DraftField> fields = new ArrayList<>();
    private final Map<Property<?>, Object> loaded = new LinkedHashMap<>();
    private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper(this, "valid", true);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private Supplier<String> whole = () -> "";

    /** @param check says what is wrong with a text; empty if nothing is */
    DraftField field(String initial, UnaryOperator<String> check) {
        DraftField field = new DraftField(initial, check);
        fields.add(field);
        remember(field.textProperty());
        return field;
    }

    BooleanProperty flag(boolean initial) {
        BooleanProperty flag = new SimpleBooleanProperty(this, "flag", initial);
        remember(flag);
        return flag;
    }

    <T> ObjectProperty<T> choice(T initial) {
        ObjectProperty<T> choice = new SimpleObjectProperty<>(this, "choice", initial);
        remember(choice);
        return choice;
    }

    private void remember(Property<?> property) {
        loaded.put(property, property.getValue());
        property.subscribe(value -> check());
    }

    /** @param check says what is wrong with the fields together; empty if nothing is */
    void whole(Supplier<String> check) {
        whole = check;
        check();
    }

    private void check() {
        boolean fine = true;
        for (DraftField field : fields) {
            fine &= field.check();
        }
        String together = whole.get();
        problem.set(together);
        valid.set(fine && together.isEmpty());
    }

    /** Whether it can be sent. */
    ReadOnlyBooleanProperty validProperty() {
        return valid.getReadOnlyProperty();
    }

    /** What is wrong with the fields together; empty if nothing is. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether something is not as it was loaded. */
    boolean isChanged() {
        return loaded.entrySet().stream()
                .anyMatch(entry -> !Objects.equals(entry.getKey().getValue(), entry.getValue()));
    }

    /** Whether one of its properties is not as it was loaded. */
    boolean isChanged(Property<?> property) {
        return !Objects.equals(loaded.get(property), property.getValue());
    }

    /** Lets something set the fields; that is what was loaded then. */
    void load(Runnable setting) {
        setting.run();
        loaded.replaceAll((property, before) -> property.getValue());
        fields.forEach(DraftField::untouched);
        check();
    }
}
