package io.maxiofs.desktop.wizard;

import io.maxiofs.desktop.supervisor.FirstCredentials;
import io.maxiofs.desktop.supervisor.Status;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.Stage;
import javafx.util.Subscription;

/** Closes the assistant's window when it is done. */
record Closing(WizardActions actions, Stage stage) implements WizardActions {

    @Override
    public Path suggestedFolder() {
        return actions.suggestedFolder();
    }

    @Override
    public void establish(Path folder, Map<String, String> settings, String password) {
        actions.establish(folder, settings, password);
    }

    @Override
    public Subscription follow(Consumer<Status> listener) {
        return actions.follow(listener);
    }

    @Override
    public Optional<FirstCredentials> takeCredentials() {
        return actions.takeCredentials();
    }

    @Override
    public void saveRecoveryKit(Path file) throws Exception {
        actions.saveRecoveryKit(file);
    }

    @Override
    public void startAtLogin(boolean on) throws Exception {
        actions.startAtLogin(on);
    }

    @Override
    public boolean runsAsService() {
        return actions.runsAsService();
    }

    @Override
    public void runAsService(boolean on) {
        actions.runAsService(on);
    }

    @Override
    public void manageRemote() {
        actions.manageRemote();
    }

    @Override
    public void connect() {
        actions.connect();
    }

    @Override
    public void done() {
        actions.done();
        stage.close();
    }
}
