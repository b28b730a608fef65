package io.maxiofs.desktop.fx;

import javafx.application.Platform;

/** JavaFX's application thread. Nothing else in the application calls {@link Platform#runLater}. */
public final class FxUiThread implements UiThread {

    @Override
    public void run(Runnable work) {
        if (Platform.isFxApplicationThread()) {
            work.run();
        } else {
            Platform.runLater(work);
        }
    }

    @Override
    public boolean isCurrent() {
        return Platform.isFxApplicationThread();
    }
}
