package io.maxiofs.desktop.wizard;

import io.maxiofs.desktop.supervisor.FirstCredentials;
import io.maxiofs.desktop.supervisor.Status;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.util.Subscription;

/** What the assistant does to the application. Used on the user interface thread unless said otherwise. */
public interface WizardActions {

    Path suggestedFolder();

    /**
     * Sets up the server of this computer and starts it.
     *
     * @param settings static settings of the server
     * @param password of the administrator
     */
    void establish(Path folder, Map<String, String> settings, String password);

    /** Tells how that server stands, now and whenever it changes. */
    Subscription follow(Consumer<Status> listener);

    /** What the first start made up; once. */
    Optional<FirstCredentials> takeCredentials();

    /** Writes the keys of encryption at rest to a file. Blocks; on any thread. */
    void saveRecoveryKit(Path file) throws Exception;

    /** Blocks; on any thread. */
    void startAtLogin(boolean on) throws Exception;

    /** Whether the system's service runs the server of this computer. */
    boolean runsAsService();

    /** Has the system's service run that server, or this application; does nothing if that is so already. */
    void runAsService(boolean on);

    /** The person wants a server elsewhere. */
    void manageRemote();

    /** Shows how programs connect. */
    void connect();

    /** The assistant was finished or skipped and does not come by itself any more. */
    void done();
}
