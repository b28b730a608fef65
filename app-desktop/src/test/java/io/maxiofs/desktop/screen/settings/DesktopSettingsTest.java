package io.maxiofs.desktop.screen.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.transfer.TransferLimits;
import io.maxiofs.server.admin.api.SettingDocument;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DesktopSettingsTest {
    private final FakeSettings server = new FakeSettings();
    private final Own own = new Own();
    private final DesktopSettings settings = new DesktopSettings(server, own, Texts.of(Locale.US, ZoneOffset.UTC));

    private static final class Own implements DesktopSettings.Own {
        private TransferLimits kept = TransferLimits.DEFAULT;
        private @Nullable String broken;

        @Override
        public TransferLimits limits() throws IOException {
            if (broken != null) {
                throw new IOException(broken);
            }
            return kept;
        }

        @Override
        public void limits(TransferLimits limits) {
            kept = limits;
        }
    }

    private SettingDocument row(String key) throws IOException {
        return settings.all().stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void comeAfterThoseOfTheServerWithTheirBounds() throws IOException {
        assertThat(settings.all()).hasSize(server.all().size() + 2);
        SettingDocument files = row(DesktopSettings.FILES);
        assertThat(files.form().minimum()).isEqualTo("1");
        assertThat(files.form().maximum()).isEqualTo("32");
        assertThat(files.value()).isEqualTo("4");
        assertThat(files.state().source()).isEqualTo("default");
        own.kept = new TransferLimits(9, 8);
        assertThat(row(DesktopSettings.FILES).value()).isEqualTo("9");
        assertThat(row(DesktopSettings.FILES).state().source()).isEqualTo("changed");
        assertThat(row(DesktopSettings.REQUESTS).state().source()).isEqualTo("default");
    }

    @Test
    void eachValueGoesWhereItBelongs() throws IOException {
        settings.set(Map.of(DesktopSettings.REQUESTS, "16", "logging.level", "debug"));
        assertThat(own.kept).isEqualTo(new TransferLimits(4, 16));
        assertThat(server.done).containsExactly("logging.level=debug");
        Map<String, @Nullable String> back = new HashMap<>();
        back.put(DesktopSettings.REQUESTS, null);
        settings.set(back);
        assertThat(own.kept).isEqualTo(TransferLimits.DEFAULT);
        assertThat(server.done).hasSize(1);
    }

    @Test
    void allOrNone() {
        server.refusal = "no";
        assertThatThrownBy(() -> settings.set(Map.of(DesktopSettings.FILES, "2", "logging.level", "debug")))
                .hasMessage("no");
        assertThat(own.kept).isEqualTo(TransferLimits.DEFAULT);
        server.refusal = null;
        assertThatThrownBy(() -> settings.set(Map.of(DesktopSettings.FILES, "33", "logging.level", "debug")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.done).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadLocksThemAndSaysWhy() throws IOException {
        own.broken = "it is cut short";
        SettingDocument files = row(DesktopSettings.FILES);
        assertThat(files.state().locked()).isTrue();
        assertThat(files.state().lockReason()).contains("it is cut short");
        settings.set(Map.of("logging.level", "debug"));
        assertThat(server.done).containsExactly("logging.level=debug");
    }
}
