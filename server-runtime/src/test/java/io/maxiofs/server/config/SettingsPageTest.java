package io.maxiofs.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/settings.md} and the code together. Run with {@code -Dmaxiofs.docs.write=true} to write the page. */
class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "settings.md");

    @Test
    void pageSaysWhatTheCodeDoes() throws IOException {
        String expected = render();
        if (Boolean.getBoolean("maxiofs.docs.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE).hasContent(expected);
    }

    private static String render() {
        StringBuilder page = new StringBuilder("""
                # Settings

                <!-- Made from SettingCatalogue by SettingsPageTest; do not edit. -->

                A setting is given on the command line (`--set key=value`), in the environment, or in a file of
                `key = value` lines named by `--config` or `MAXIOFS_CONFIG`; the first of these that has it wins. `--data`,
                `--listen`, `--admin-listen` and `--region` are short for the settings of those names. Unknown keys and
                values out of range are refused. The server logs every effective value when it starts, but secrets.

                Those of the second table can be changed while the server runs: in the desktop, with `maxiofs setting set`,
                or through the administration interface. A change is in effect at once. One that is given at the start as
                above keeps that value, and is shown as locked.

                """);
        List<Setting<?>> changeable = new ArrayList<>();
        ChangeableSettings.ALL.forEach(setting -> changeable.add(setting.setting()));
        List<Setting<?>> fixed = new ArrayList<>(SettingCatalogue.ALL);
        fixed.removeAll(changeable);
        page.append("## Fixed at the start\n\n");
        table(page, fixed);
        page.append("\n## Changeable while the server runs\n\n");
        table(page, changeable);
        return page.append("""

                        The first administrator of a new data directory comes from `MAXIOFS_ADMIN_PASSWORD`,
                        `MAXIOFS_ACCESS_KEY` and `MAXIOFS_SECRET_KEY`. What is not given is made up and shown once. They are
                        not settings and are ignored once there are users.
                        """).toString();
    }

    private static void table(StringBuilder page, List<Setting<?>> settings) {
        page.append("""
                | Setting | Environment | Value | Default | What it does |
                |---|---|---|---|---|
                """);
        for (Setting<?> setting : settings) {
            String standard = setting.defaultText().isEmpty() ? "(empty)" : "`" + setting.defaultText() + "`";
            page.append("| `%s` | `%s` | %s | %s | %s |\n"
                    .formatted(
                            setting.key(),
                            setting.environmentVariable(),
                            setting.type().description(),
                            standard,
                            setting.help()));
        }
    }
}
