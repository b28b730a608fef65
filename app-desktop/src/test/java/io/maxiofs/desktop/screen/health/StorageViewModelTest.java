package io.maxiofs.desktop.screen.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.model.StorageMoves;
import io.maxiofs.desktop.testing.TestDesk;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StorageViewModelTest {
    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final TestDesk desk = new TestDesk();
    private final Played moves = new Played();
    private final StorageViewModel model = new StorageViewModel(moves, () -> "", desk.desk());

    @AfterEach
    void end() {
        directory.close();
    }

    /** Notes what it is told. */
    private final class Played implements StorageMoves {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private @Nullable Path unfinished;
        private @Nullable Path old;
        private @Nullable String refusal;

        @Override
        public Place look() {
            return new Place(directory.path(), "drive", 1 << 20, 1 << 30, unfinished, old);
        }

        @Override
        public Size check(Path to) throws IOException {
            if (refusal != null) {
                throw new IOException(refusal);
            }
            return new Size(12, 3 << 20, 4 << 20);
        }

        @Override
        public void begin(Path to) {
            told.add("move to " + to);
        }

        @Override
        public void giveUp(Path to) {
            told.add("give up " + to);
        }

        @Override
        public void deleteOld(Path path) {
            old = null;
            told.add("delete " + path);
        }
    }

    private void choose(Path folder) {
        desk.dialogs().choosing(folder);
        model.choose();
        desk.settle();
    }

    @Test
    void asksWithWhatWasFoundAndMovesOnlyWhenConfirmed() throws IOException {
        Path folder = Files.createDirectory(directory.path().resolve("large"));
        desk.dialogs().confirming(false);
        choose(folder);
        Dialogs.Confirmation asked = desk.dialogs().asked().getFirst();
        assertThat(asked.items())
                .contains("To: " + folder, desk.desk().texts().formats().bytes(3 << 20) + " in 12 files")
                .anyMatch(item -> item.contains("file system"));
        assertThat(asked.detail()).contains("The server stops until everything has been copied");
        assertThat(moves.told).isEmpty();

        desk.dialogs().confirming(true);
        choose(folder);
        assertThat(moves.told).containsExactly("move to " + folder);
        assertThat(model.busyProperty().get()).isFalse();
    }

    @Test
    void makesAFolderOfItsOwnWhereOthersHaveFiles() throws IOException {
        Path drive = Files.createDirectory(directory.path().resolve("drive"));
        Files.createDirectory(drive.resolve("lost+found"));
        choose(drive);
        assertThat(moves.told).containsExactly("move to " + drive.resolve("MaxIOFS"));
    }

    @Test
    void saysWhyAPlaceIsRefused() throws IOException {
        Path used = Files.createDirectory(directory.path().resolve("used"));
        Files.writeString(used.resolve("maxiofs.id"), "format=1\n");
        choose(used);
        moves.refusal = "too small for it";
        choose(Files.createDirectory(directory.path().resolve("small")));
        assertThat(desk.dialogs().errors())
                .hasSize(2)
                .anyMatch(error -> error.contains("There is a store in " + used))
                .anyMatch(error -> error.contains("too small for it"));
        assertThat(moves.told).isEmpty();
        assertThat(model.busyProperty().get()).isFalse();
    }

    @Test
    void offersToGoOnOrToGiveUpWhatWasInterrupted() throws IOException {
        Path half = Files.createDirectory(directory.path().resolve("half"));
        Files.writeString(half.resolve("maxiofs.arriving"), "phase=copying\n");
        Files.writeString(half.resolve("something"), "");
        moves.unfinished = half;
        model.load();
        desk.settle();
        model.goOn();
        desk.settle();
        desk.dialogs().confirming(false);
        model.giveUp();
        desk.dialogs().confirming(true);
        model.giveUp();
        assertThat(moves.told).containsExactly("move to " + half, "give up " + half);
    }

    @Test
    void deletesTheOldCopyOnlyWhenConfirmed() {
        Path old = directory.path().resolve("old");
        moves.old = old;
        model.load();
        desk.settle();
        desk.dialogs().confirming(false);
        model.deleteOld();
        desk.settle();
        assertThat(moves.told).isEmpty();
        desk.dialogs().confirming(true);
        model.deleteOld();
        desk.settle();
        assertThat(moves.told).containsExactly("delete " + old);
        assertThat(desk.notices().shown()).hasSize(1);
        assertThat(model.placeProperty().get())
                .satisfies(place -> assertThat(place.old()).isNull());
    }

    @Test
    void saysWhatToRunWhereAServerElsewhereIs() {
        StorageViewModel elsewhere = new StorageViewModel(null, () -> "/srv/my data", desk.desk());
        elsewhere.load();
        desk.settle();
        assertThat(elsewhere.commandProperty().get()).isEqualTo("maxiofs move --data \"/srv/my data\" --to NEW-FOLDER");
        assertThat(elsewhere.placeProperty().get()).isNull();
    }
}
