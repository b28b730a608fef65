package io.maxiofs.desktop.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlatformTest {
    private static final Path HOME = Path.of("/home/anna");

    @Test
    void foldersAreWhereEachSystemWantsThem() {
        AppFolders linux = AppFolders.of(OperatingSystem.LINUX, Map.of("XDG_CONFIG_HOME", "/c"), HOME);
        assertThat(linux.config()).isEqualTo(Path.of("/c/maxiofs"));
        assertThat(linux.state()).isEqualTo(HOME.resolve(".local/state/maxiofs"));
        assertThat(linux.data()).isEqualTo(HOME.resolve(".local/share/maxiofs"));
        assertThat(AppFolders.of(OperatingSystem.LINUX, Map.of("XDG_CONFIG_HOME", "relative"), HOME)
                        .config())
                .isEqualTo(HOME.resolve(".config/maxiofs"));
        assertThat(AppFolders.of(OperatingSystem.MAC, Map.of(), HOME).data())
                .isEqualTo(HOME.resolve("Library/Application Support/MaxIOFS"));
        assertThat(AppFolders.of(OperatingSystem.WINDOWS, Map.of(), HOME).data())
                .isEqualTo(HOME.resolve("AppData/Local/MaxIOFS"));
    }

    @Test
    void saysWhatKeepsWindowFromBeingShown() {
        assertThat(Displays.missing(OperatingSystem.LINUX, Map.of(), library -> true))
                .hasValueSatisfying(text -> assertThat(text).contains("DISPLAY"));
        assertThat(Displays.missing(OperatingSystem.LINUX, Map.of("DISPLAY", ":0"), library -> false))
                .hasValueSatisfying(text -> assertThat(text).contains("GTK 3").contains("apt install"));
        assertThat(Displays.missing(OperatingSystem.LINUX, Map.of("WAYLAND_DISPLAY", "w"), library -> true))
                .isEmpty();
        assertThat(Displays.missing(OperatingSystem.MAC, Map.of(), library -> false))
                .isEmpty();
    }

    @Test
    void tellsSystemsApart() {
        assertThat(OperatingSystem.named("Mac OS X")).isEqualTo(OperatingSystem.MAC);
        assertThat(OperatingSystem.named("Windows 11")).isEqualTo(OperatingSystem.WINDOWS);
        assertThat(OperatingSystem.named("FreeBSD")).isEqualTo(OperatingSystem.LINUX);
    }

    @Test
    void trayShapesDifferWithoutColour() {
        Set<String> outlines = new HashSet<>();
        for (Tray.Shape shape : Tray.Shape.values()) {
            outlines.add(outline(AwtTray.draw(shape, new Dimension(22, 22))));
        }
        assertThat(outlines).hasSize(Tray.Shape.values().length);
    }

    @Test
    void withoutTrayNothingIsShown() {
        Tray tray = Tray.ofThisSystem(() -> {});
        tray.show(new Tray.Content(Tray.Shape.GOOD, "", List.of()));
        assertThat(tray.isShown()).isFalse();
        tray.close();
    }

    private static String outline(BufferedImage image) {
        int[] alpha = new int[image.getWidth() * image.getHeight()];
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = image.getRGB(i % image.getWidth(), i / image.getWidth()) >>> 31;
        }
        return Arrays.toString(alpha);
    }
}
