package io.maxiofs.desktop.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.testing.DesktopTest;
import java.util.Objects;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitFieldTest extends DesktopTest {

    @Test
    void givesBackExactlyWhatItShowsAndNothingForNothing() {
        for (@Nullable Long limit : new @Nullable Long[] {null, 0L, 1L, 50_000L, 1L << 20, 3L << 40, Long.MAX_VALUE}) {
            assertThat(fx(() -> {
                        LimitField field = LimitField.bytes(texts());
                        field.show(limit);
                        return field.valid().get() && Objects.equals(field.value(), limit);
                    }))
                    .as(String.valueOf(limit))
                    .isTrue();
        }
    }

    @Test
    void knowsWhatIsNoLimit() {
        LimitField field = fx(() -> LimitField.bytes(texts()));
        for (String text : new String[] {"-1", "1.5", "x", "99999999999999999"}) {
            assertThat(fx(() -> {
                        ((TextField) field.getChildren().getFirst()).setText(text);
                        return field.valid().get();
                    }))
                    .as(text)
                    .isFalse();
        }
    }
}
