package io.maxiofs.desktop.screen.health;

import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.StorageMoves;
import io.maxiofs.desktop.model.StorageMoves.Place;
import io.maxiofs.desktop.model.StorageMoves.Size;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.wizard.FolderReport;
import io.maxiofs.desktop.wizard.FolderReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Where the data is, and its move to another place. Used on the user interface thread. */
final class StorageViewModel {
    /** Made in a chosen folder that holds other files, as a drive's own folder does. */
    private static final String SUBFOLDER = "MaxIOFS";

    private final @Nullable StorageMoves moves;
    private final Callable<String> directoryElsewhere;
    private final Desk desk;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<@Nullable Place> place = new ReadOnlyObjectWrapper<>(this, "place");
    private final ReadOnlyObjectWrapper<@Nullable String> command = new ReadOnlyObjectWrapper<>(this, "command");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");

    private record Offer(Path to, FolderReport report, Size size) {}

    /**
     * @param moves null for a server whose storage cannot be moved from here
     * @param directoryElsewhere where such a server has its data, in its own words; may block
     */
    StorageViewModel(@Nullable StorageMoves moves, Callable<String> directoryElsewhere, Desk desk) {
        this.moves = moves;
        this.directoryElsewhere = directoryElsewhere;
        this.desk = desk;
        this.texts = desk.texts();
    }

    /** Null until it is known, and for a server elsewhere. */
    ReadOnlyObjectProperty<@Nullable Place> placeProperty() {
        return place.getReadOnlyProperty();
    }

    /** What to run where the server is; null until it is known, and for a server of this computer. */
    ReadOnlyObjectProperty<@Nullable String> commandProperty() {
        return command.getReadOnlyProperty();
    }

    /** While something is looked at or deleted. */
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    void load() {
        StorageMoves here = moves;
        if (here == null) {
            desk.run(
                    texts.get("storage.looking"),
                    directoryElsewhere,
                    directory -> command.set("maxiofs move --data " + quoted(directory) + " --to "
                            + texts.get("storage.elsewhere.new")));
        } else {
            desk.run(texts.get("storage.looking"), here::look, place::set);
        }
    }

    private static String quoted(String directory) {
        return directory.contains(" ") ? "\"" + directory + "\"" : directory;
    }

    String space(Place known) {
        return texts.get(
                "storage.space",
                texts.formats().bytes(known.free()),
                texts.formats().bytes(known.total()),
                known.drive());
    }

    void choose() {
        desk.dialogs().chooseFolder(texts.get("storage.choose"), this::look);
    }

    private void look(Path chosen) {
        StorageMoves here = moves;
        if (here != null && !busy.get()) {
            act(texts.get("wizard.folder.looking"), () -> prepare(here, chosen), offer -> ask(here, offer));
        }
    }

    private <T> void act(String name, Callable<T> job, Consumer<T> done) {
        busy.set(true);
        desk.background()
                .run(
                        name,
                        job,
                        result -> {
                            busy.set(false);
                            done.accept(result);
                        },
                        failure -> {
                            busy.set(false);
                            desk.dialogs().error(texts.get("storage.cannot"), String.valueOf(failure.getMessage()));
                        });
    }

    private Offer prepare(StorageMoves here, Path chosen) throws IOException, InterruptedException {
        FolderReport report = FolderReport.of(chosen);
        Path to = chosen;
        if (report.verdicts().contains(Verdict.NOT_EMPTY) && !isUnfinished(chosen)) {
            to = chosen.resolve(SUBFOLDER);
            report = FolderReport.of(to);
        }
        if (report.verdicts().contains(Verdict.EXISTING_STORE)) {
            throw new IOException(texts.get("storage.holds-store", to.toString()));
        }
        return new Offer(to, report, here.check(to));
    }

    /** Files of an interrupted move are no reason to refuse: the move says whether they are its own. */
    private static boolean isUnfinished(Path folder) {
        return Files.isRegularFile(folder.resolve("maxiofs.arriving"));
    }

    private void ask(StorageMoves here, Offer offer) {
        FolderReport report = offer.report();
        List<String> items = new ArrayList<>();
        items.add(texts.get("storage.to", offer.to().toString()));
        items.add(texts.get(
                "storage.size",
                texts.formats().bytes(offer.size().bytes()),
                offer.size().files()));
        items.add(texts.get(
                "wizard.folder.space",
                texts.formats().bytes(report.free()),
                texts.formats().bytes(report.total()),
                report.fileSystem()));
        report.verdicts().stream()
                .filter(verdict -> verdict != Verdict.NOT_EMPTY)
                .sorted()
                .map(verdict -> texts.get("wizard.verdict." + verdict.key()))
                .forEach(items::add);
        desk.dialogs()
                .confirm(
                        new Dialogs.Confirmation(
                                texts.get("storage.move.title"),
                                texts.get("storage.move.detail"),
                                items,
                                texts.get("storage.move.action")),
                        () -> here.begin(offer.to()));
    }

    /** Goes on with a move that was interrupted. */
    void goOn() {
        Place known = place.get();
        if (moves != null && known != null && known.unfinished() != null) {
            look(known.unfinished());
        }
    }

    /** Removes what an interrupted move has copied. */
    void giveUp() {
        Place known = place.get();
        StorageMoves here = moves;
        if (here != null && known != null && known.unfinished() != null) {
            Path to = known.unfinished();
            desk.dialogs()
                    .confirm(
                            new Dialogs.Confirmation(
                                    texts.get("storage.give-up.title"),
                                    texts.get("storage.give-up.detail"),
                                    List.of(to.toString()),
                                    texts.get("storage.give-up")),
                            () -> here.giveUp(to));
        }
    }

    void deleteOld() {
        Place known = place.get();
        StorageMoves here = moves;
        if (here != null && known != null && known.old() != null && !busy.get()) {
            Path old = known.old();
            desk.dialogs()
                    .confirm(
                            new Dialogs.Confirmation(
                                    texts.get("storage.delete.title"),
                                    texts.get(
                                            "storage.delete.detail",
                                            known.directory().toString()),
                                    List.of(old.toString()),
                                    texts.get("storage.delete")),
                            () -> delete(here, old));
        }
    }

    private void delete(StorageMoves here, Path old) {
        act(
                texts.get("storage.deleting"),
                () -> {
                    here.deleteOld(old);
                    return old;
                },
                deleted -> {
                    desk.notices().success(texts.get("storage.deleted", deleted.toString()));
                    load();
                });
    }
}
