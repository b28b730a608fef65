package io.maxiofs.desktop.control;

import io.maxiofs.desktop.i18n.Texts;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.FXCollections;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/**
 * A limit that may be left out: nothing typed is no limit, 0 is a limit. What is shown and left alone comes back exactly,
 * because amounts of bytes are shown in the largest unit that divides them. The field with the number has the id of this
 * node and {@code -value}.
 */
public final class LimitField extends HBox {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,30}");

    /** What the number counts. */
    private enum Unit {
        BYTES("B", 0),
        KIB("KiB", 10),
        MIB("MiB", 20),
        GIB("GiB", 30),
        TIB("TiB", 40);

        private final String symbol;
        private final int shift;

        Unit(String symbol, int shift) {
            this.symbol = symbol;
            this.shift = shift;
        }

        private long bytes() {
            return 1L << shift;
        }

        @Override
        public String toString() {
            return symbol;
        }
    }

    private final TextField number = new TextField();
    private final ComboBox<Unit> unit = new ComboBox<>(FXCollections.observableArrayList(Unit.values()));
    private final BooleanBinding valid;

    private LimitField(Texts texts, Unit first, boolean units) {
        super(8);
        unit.setValue(first);
        number.setPromptText(texts.get("limit.none"));
        number.idProperty().bind(Bindings.concat(idProperty(), "-value"));
        number.accessibleTextProperty().bind(accessibleTextProperty());
        unit.setAccessibleText(texts.get("limit.unit"));
        HBox.setHgrow(number, Priority.ALWAYS);
        getChildren().add(number);
        if (units) {
            getChildren().add(unit);
        }
        valid = Bindings.createBooleanBinding(this::isValid, number.textProperty(), unit.valueProperty());
    }

    /** Of bytes, with a unit to choose. */
    public static LimitField bytes(Texts texts) {
        return new LimitField(texts, Unit.GIB, true);
    }

    /** Of things. */
    public static LimitField count(Texts texts) {
        return new LimitField(texts, Unit.BYTES, false);
    }

    /** Whether what is typed is a limit, or nothing. */
    public BooleanBinding valid() {
        return valid;
    }

    private boolean isValid() {
        String text = number.getText().strip();
        return text.isEmpty()
                || NUMBER.matcher(text).matches()
                        && new BigInteger(text).bitLength() + unit.getValue().shift < Long.SIZE;
    }

    /** The limit in bytes or things; null for none. Only while it is {@link #valid}. */
    public @Nullable Long value() {
        String text = number.getText().strip();
        return text.isEmpty() ? null : Long.parseLong(text) * unit.getValue().bytes();
    }

    /** @param limit null for none */
    public void show(@Nullable Long limit) {
        if (limit == null) {
            number.clear();
            return;
        }
        if (getChildren().contains(unit) && limit > 0) {
            unit.setValue(List.of(Unit.values()).reversed().stream()
                    .filter(one -> limit % one.bytes() == 0)
                    .findFirst()
                    .orElse(Unit.BYTES));
        }
        number.setText(String.valueOf(limit / unit.getValue().bytes()));
    }
}
