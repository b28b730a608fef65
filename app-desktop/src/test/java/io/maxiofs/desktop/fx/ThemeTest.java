package io.maxiofs.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.css.CssParser;
import org.junit.jupiter.api.Test;

class ThemeTest {

    @Test
    void sheetHasNoErrors() throws IOException {
        URL sheet = Objects.requireNonNull(Theme.class.getResource("desktop.css"));
        CssParser.errorsProperty().clear();

        assertThat(new CssParser().parse(sheet).getRules()).isNotEmpty();
        assertThat(List.copyOf(CssParser.errorsProperty())).isEmpty();
    }
}
