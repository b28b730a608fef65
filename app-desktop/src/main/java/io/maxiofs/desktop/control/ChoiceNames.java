package io.maxiofs.desktop.control;

import java.util.Objects;
import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/**
 * What a list of choices calls its values. Nothing is called nothing.
 *
 * @param <T> the values, which a person only chooses and never types
 */
public final class ChoiceNames<T> extends StringConverter<T> {
    private final Function<? super T, String> name;

    public ChoiceNames(Function<? super T, String> name) {
        this.name = Objects.requireNonNull(name);
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : name.apply(value);
    }

    /** @throws UnsupportedOperationException always */
    @Override
    public T fromString(String text) {
        throw new UnsupportedOperationException("Only chosen, never typed");
    }
}
