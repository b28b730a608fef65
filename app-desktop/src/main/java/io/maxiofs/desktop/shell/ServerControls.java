package io.maxiofs.desktop.shell;

import java.nio.file.Path;

/** What can be done to the server of this computer. Used on the user interface thread; everything returns at once. */
public interface ServerControls {

    void start();

    void startSafely();

    /** A second call while it is stopping forces the end. */
    void stop();

    void restart();

    /** Lets the person choose another port for S3, tells what that means for clients, and starts. */
    void choosePort();

    void openLog();

    /** Shows a file in the system's way. */
    void open(Path file);
}
