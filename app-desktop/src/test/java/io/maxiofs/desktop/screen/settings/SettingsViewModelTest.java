package io.maxiofs.desktop.screen.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DirectUiThread;
import io.maxiofs.desktop.testing.FakeDialogs;
import io.maxiofs.desktop.testing.FakeNotices;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SettingsViewModelTest {
    private static final String MINUTES = "security.session-minutes";

    private final FakeSettings source = new FakeSettings();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeNotices notices = new FakeNotices();
    private final SettingsViewModel model = new SettingsViewModel(
            source, new Background(new DirectUiThread()), dialogs, notices, Texts.of(Locale.US, ZoneOffset.UTC));

    private void loaded() {
        model.load();
        Await.until(
                "loaded",
                () -> model.stateProperty().get().equals(LoadState.LOADED)
                        && !model.shown().isEmpty());
    }

    private SettingRow row(String key) {
        model.filterProperty().set(key);
        return model.shown().getFirst();
    }

    private void saved() {
        model.save();
        Await.until(
                "saved and loaded again",
                () -> !model.savingProperty().get()
                        && model.changesProperty().get() == 0
                        && model.stateProperty().get().equals(LoadState.LOADED));
    }

    @Test
    void showsACategoryOrWhatIsSearchedInAll() {
        loaded();
        assertThat(model.categories()).as("by their names").containsExactly("email", "logging", "s3", "security");
        model.categoryProperty().set("security");
        assertThat(model.shown()).hasSize(2);
        model.categoryProperty().set("logging");
        assertThat(model.shown()).hasSize(1);
        model.filterProperty().set("HELP FOR");
        assertThat(model.shown()).hasSize(4);
        model.filterProperty().set("nothing like this");
        assertThat(model.shown()).isEmpty();
    }

    @Test
    void savesAllChangesAtOnce() {
        loaded();
        row(MINUTES).textProperty().set("90");
        row("logging.level").textProperty().set("debug");
        assertThat(model.changesProperty().get()).isEqualTo(2);
        saved();
        assertThat(source.done).containsExactlyInAnyOrder(MINUTES + "=90", "logging.level=debug");
        assertThat(notices.shown().getFirst().text()).isEqualTo("2 settings are saved");
        assertThat(row(MINUTES).textProperty().get()).isEqualTo("90");
    }

    @Test
    void aResetIsSentAsSuch() {
        loaded();
        assertThat(row("logging.level").canReset()).isFalse();
        assertThat(row(MINUTES).canReset()).isTrue();
        row(MINUTES).reset();
        assertThat(row(MINUTES).textProperty().get()).isEqualTo("30");
        saved();
        assertThat(source.done).containsExactly(MINUTES + "=null");
    }

    @Test
    void whatCannotBeAValueIsNotSent() {
        loaded();
        SettingRow minutes = row(MINUTES);
        minutes.textProperty().set("soon");
        assertThat(model.fault(minutes)).isEqualTo("A whole number is needed.");
        minutes.textProperty().set("0");
        assertThat(model.fault(minutes)).isEqualTo("It must be between 1 and 1440.");
        assertThat(model.faultsProperty().get()).isEqualTo(1);
        model.save();
        assertThat(source.done).isEmpty();
        minutes.textProperty().set("1440");
        assertThat(model.fault(minutes)).isEmpty();
        assertThat(model.faultsProperty().get()).isZero();
    }

    @Test
    void whatIsLockedIsNeverAChange() {
        loaded();
        SettingRow listen = row("s3.listen");
        listen.textProperty().set("somewhere");
        assertThat(model.changesProperty().get()).isZero();
        assertThat(listen.isLocked()).isTrue();
    }

    @Test
    void aSecretIsEmptyAndSentOnlyWhenTyped() {
        loaded();
        SettingRow password = row("email.password");
        assertThat(password.textProperty().get()).isEmpty();
        password.textProperty().set("hidden");
        saved();
        assertThat(source.done).containsExactly("email.password=hidden");
    }

    @Test
    void aRefusalSavesNothingAndKeepsWhatWasTyped() {
        loaded();
        source.refusal = "too short";
        row(MINUTES).textProperty().set("2");
        model.save();
        Await.until("told", () -> !dialogs.errors().isEmpty());
        assertThat(dialogs.errors().getFirst()).contains("too short");
        assertThat(model.changesProperty().get()).isEqualTo(1);
        model.discard();
        assertThat(model.changesProperty().get()).isZero();
    }

    @Test
    void loadingAgainKeepsWhatIsNotSaved() {
        loaded();
        row(MINUTES).textProperty().set("90");
        loaded();
        Await.until("kept", () -> row(MINUTES).textProperty().get().equals("90"));
        assertThat(model.changesProperty().get()).isEqualTo(1);
    }

    @Test
    void exportsAndImportsAfterShowingWhatIsInTheFile() {
        loaded();
        try (TemporaryDirectory folder = new TemporaryDirectory()) {
            Path file = folder.path().resolve("settings.json");
            model.exportTo(file);
            Await.until("written", () -> notices.shown().size() == 1);
            assertThat(file).content().contains(MINUTES, "60");

            dialogs.confirming(false);
            model.importFrom(file);
            Await.until("asked", () -> dialogs.asked().size() == 1);
            assertThat(dialogs.asked().getFirst().items()).containsExactly(MINUTES + " = 60");
            assertThat(source.done).isEmpty();

            dialogs.confirming(true);
            model.importFrom(file);
            Await.until("imported", () -> source.done.size() == 1);
            assertThat(Files.exists(file)).isTrue();
        }
    }
}
