package io.maxiofs.desktop.control;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ObservableStringValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;

/** Chooses the bucket a screen is about. */
public final class BucketChoice extends ComboBox<String> {
    /** So that it does not shrink to its arrow while there is no bucket. */
    private static final double WIDTH = 120;

    /**
     * @param id of the node, for tests
     * @param prompt what is chosen
     * @param buckets those there are
     * @param chosen name of the one the screen shows; empty if none
     * @param open shows another one
     */
    public <T> BucketChoice(
            String id,
            String prompt,
            ObservableList<T> buckets,
            Function<? super T, String> name,
            ObservableStringValue chosen,
            Consumer<String> open) {
        setId(id);
        setAccessibleText(prompt);
        setPromptText(prompt);
        setMinWidth(WIDTH);
        buckets.addListener((ListChangeListener<T>) change -> {
            getItems().setAll(buckets.stream().map(name).toList());
            follow(chosen.get());
        });
        chosen.subscribe(this::follow);
        setOnAction(e -> {
            String wanted = getValue();
            if (wanted != null && !wanted.isEmpty() && !wanted.equals(chosen.get())) {
                open.accept(wanted);
            }
        });
    }

    /** The prompt is seen only while there is no value at all. */
    private void follow(String name) {
        setValue(name.isEmpty() ? null : name);
    }
}
