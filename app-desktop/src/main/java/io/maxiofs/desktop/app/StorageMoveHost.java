package io.maxiofs.desktop.app;

import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.fx.UiThread;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.StorageMoves;
import io.maxiofs.desktop.shell.ServerStateViewModel.Action;
import io.maxiofs.desktop.shell.ServerStateViewModel.Page;
import io.maxiofs.desktop.supervisor.MoveProgram;
import io.maxiofs.desktop.supervisor.ServerLaunch;
import io.maxiofs.desktop.supervisor.Status;
import io.maxiofs.desktop.supervisor.StorageRecords;
import io.maxiofs.desktop.supervisor.SupervisorState;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.LocalAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the storage of the server of this computer: has the server stopped, lets {@code maxiofs move} do the work, and has
 * the server started where the store is then, whatever came of it. What is not said otherwise is used on the user
 * interface thread.
 */
final class StorageMoveHost implements StorageMoves {
    private static final Logger LOG = LoggerFactory.getLogger(StorageMoveHost.class);
    private static final double SHOWN_STEP = 0.001;

    private final UiThread ui;
    private final Background background;
    private final Texts texts;
    private final Dialogs dialogs;
    private final Owner owner;
    private Step step = Step.NONE;
    private @Nullable Path target;
    private @Nullable MoveProgram program;
    private boolean givingUp;
    private double progress = Page.UNKNOWN;
    private String told = "";
    private @Nullable String expected;

    private enum Step {
        NONE,
        /** The server stops. */
        STOPPING,
        COPYING,
        GIVING_UP
    }

    /** Who has the server. On the user interface thread, but for {@link #launch} and {@link #log}. */
    interface Owner {
        ServerLaunch launch();

        Path log();

        Status status();

        Optional<LocalAccess> access();

        void stop();

        void start();

        /** From now on the store is there. */
        void relocate(Path directory);

        /** What {@link #page} says is another thing now. */
        void changed();

        /** The store was moved, and the server there is healthy. */
        void moved(Path directory);
    }

    StorageMoveHost(UiThread ui, Background background, Texts texts, Dialogs dialogs, Owner owner) {
        this.ui = ui;
        this.background = background;
        this.texts = texts;
        this.dialogs = dialogs;
        this.owner = owner;
    }

    /** Whether the server must not be started now. */
    boolean isBusy() {
        return step != Step.NONE;
    }

    @Override
    public Place look() throws IOException {
        Path directory = owner.launch().dataDirectory();
        FileStore drive = Files.getFileStore(directory);
        StorageRecords records = new StorageRecords(directory);
        return new Place(
                directory,
                drive.toString(),
                drive.getUsableSpace(),
                drive.getTotalSpace(),
                records.unfinishedMove().orElse(null),
                records.oldCopy().orElse(null));
    }

    @Override
    public Size check(Path to) throws IOException, InterruptedException {
        String document = require(newProgram().check(to))
                .lines()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElseThrow(() -> new IOException("The program does not say how much there is. See " + owner.log()));
        return AdminJson.lenient().read(document.getBytes(StandardCharsets.UTF_8), Size.class);
    }

    private MoveProgram newProgram() {
        return new MoveProgram(owner.launch(), owner.log());
    }

    private static String require(MoveProgram.Outcome outcome) throws IOException {
        if (!outcome.done()) {
            throw new IOException(outcome.message());
        }
        return outcome.message();
    }

    @Override
    public void begin(Path to) {
        ui.run(() -> stopFor(to, false));
    }

    @Override
    public void giveUp(Path to) {
        ui.run(() -> stopFor(to, true));
    }

    @Override
    public void deleteOld(Path old) throws IOException, InterruptedException {
        String said = require(newProgram().deleteOld(old));
        LOG.info("The old copy in {} has been deleted {}", old, said);
    }

    private void stopFor(Path to, boolean removing) {
        if (isBusy()) {
            return;
        }
        target = to;
        givingUp = removing;
        step = Step.STOPPING;
        expected = null;
        switch (owner.status().state()) {
            case STOPPED -> work();
            // Another call would force the end.
            case STOPPING -> LOG.debug("The move begins when the server has stopped");
            default -> owner.stop();
        }
    }

    /** The server stands so. */
    void supervised(Status status) {
        if (step == Step.STOPPING && status.state() == SupervisorState.STOPPED) {
            work();
        } else if (expected != null && status.state().isServing()) {
            verify();
        }
    }

    private void work() {
        if (givingUp) {
            removeCopy();
        } else {
            copy();
        }
    }

    private void copy() {
        Path to = Objects.requireNonNull(target);
        MoveProgram started = newProgram();
        program = started;
        become(Step.COPYING);
        background.run(
                texts.get("storage.moving"),
                () -> started.move(to, this::show),
                this::copied,
                failure -> failed(String.valueOf(failure.getMessage())));
    }

    /** On the thread of the work. */
    private void show(MoveProgram.Progress now) {
        ui.run(() -> {
            double done = now.totalBytes() == 0 ? Page.UNKNOWN : (double) now.bytes() / now.totalBytes();
            if (Math.abs(done - progress) >= SHOWN_STEP) {
                progress = done;
                told = now.step().equals("copy")
                        ? texts.get(
                                "storage.moving.progress",
                                texts.formats().bytes(now.bytes()),
                                texts.formats().bytes(now.totalBytes()),
                                now.files(),
                                now.totalFiles())
                        : "";
                owner.changed();
            }
        });
    }

    private void copied(MoveProgram.Outcome outcome) {
        program = null;
        if (outcome.done()) {
            become(Step.NONE);
            expected = outcome.store();
            owner.relocate(Objects.requireNonNull(target));
            owner.start();
        } else if (givingUp) {
            removeWhatThereIs();
        } else {
            failed(outcome.message());
        }
    }

    /** Told to stop early, the program had nothing begun. */
    private void removeWhatThereIs() {
        try {
            if (new StorageRecords(owner.launch().dataDirectory())
                    .unfinishedMove()
                    .isPresent()) {
                removeCopy();
            } else {
                become(Step.NONE);
                owner.start();
            }
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()));
        }
    }

    /** The person does not want it any more. */
    private void cancel() {
        givingUp = true;
        if (program != null) {
            program.stop();
        }
        owner.changed();
    }

    private void removeCopy() {
        Path to = Objects.requireNonNull(target);
        MoveProgram started = newProgram();
        become(Step.GIVING_UP);
        background.run(
                texts.get("storage.giving-up"),
                () -> started.giveUp(to, now -> {}),
                outcome -> {
                    if (outcome.done()) {
                        become(Step.NONE);
                        owner.start();
                    } else {
                        failed(outcome.message());
                    }
                },
                failure -> failed(String.valueOf(failure.getMessage())));
    }

    /** The store is where it was; nothing that failed changes that. */
    private void failed(String why) {
        LOG.warn("The storage was not moved: {}", why);
        program = null;
        become(Step.NONE);
        dialogs.error(texts.get("storage.failed"), why);
        owner.start();
    }

    private void become(Step next) {
        step = next;
        progress = Page.UNKNOWN;
        told = "";
        owner.changed();
    }

    /** It serves in its new place: that it is the same store is asked of the server, not believed. */
    private void verify() {
        String store = Objects.requireNonNull(expected);
        Optional<LocalAccess> access = owner.access();
        if (access.isEmpty()) {
            return;
        }
        expected = null;
        background.run(
                texts.get("storage.verifying"),
                () -> {
                    try (AdminClient client = AdminClient.connect(access.get())) {
                        return client.health().overview().instance();
                    }
                },
                instance -> {
                    if (instance.equals(store)) {
                        owner.moved(Objects.requireNonNull(target));
                    } else {
                        dialogs.error(
                                texts.get("storage.other-store"),
                                texts.get("storage.other-store.detail", instance, store));
                    }
                },
                failure -> {
                    LOG.warn("The moved server does not say which store it has", failure);
                    dialogs.error(texts.get("storage.not-verified"), String.valueOf(failure.getMessage()));
                });
    }

    /** What is shown in place of the screens; empty while the server's own page says it. */
    Optional<Page> page() {
        if (step != Step.COPYING && step != Step.GIVING_UP) {
            return Optional.empty();
        }
        boolean back = givingUp || step == Step.GIVING_UP;
        String to = String.valueOf(target);
        return Optional.of(new Page(
                Tone.BUSY,
                texts.get(back ? "storage.giving-up" : "storage.moving"),
                back ? texts.get("storage.giving-up.works", to) : texts.get("storage.moving.works", to),
                told,
                "",
                true,
                back ? Page.UNKNOWN : progress,
                back ? List.of() : List.of(new Action("move-cancel", texts.get("storage.cancel"), this::cancel))));
    }
}
