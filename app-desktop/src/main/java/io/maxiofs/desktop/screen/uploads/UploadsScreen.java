package io.maxiofs.desktop.screen.uploads;

import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.screen.ScreenId;
import javafx.scene.Parent;

/** What is on its way. */
public final class UploadsScreen implements Screen {
    private final UploadsViewModel uploads;
    private final TransfersViewModel transfers;
    private final UploadsView view;

    public UploadsScreen(ScreenContext context) {
        Desk desk = Desk.of(context);
        this.uploads = new UploadsViewModel(desk, UploadsPort.of(context));
        this.transfers = new TransfersViewModel(desk, TransfersPort.of(context));
        this.view = new UploadsView(context, uploads, transfers);
    }

    @Override
    public ScreenId id() {
        return ScreenId.UPLOADS;
    }

    @Override
    public Parent view() {
        return view.root();
    }

    @Override
    public void shown() {
        uploads.refresh();
        transfers.start();
    }

    @Override
    public void hidden() {
        transfers.stop();
    }

    @Override
    public void refresh() {
        uploads.refresh();
    }

    @Override
    public void focusFilter() {
        view.focusFilter();
    }

    @Override
    public void close() {
        transfers.stop();
    }
}
