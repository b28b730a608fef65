package io.maxiofs.desktop.app;

import io.maxiofs.desktop.platform.AppFolders;
import io.maxiofs.desktop.platform.OperatingSystem;
import io.maxiofs.desktop.platform.StartAtLogin;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.supervisor.FirstCredentials;
import io.maxiofs.desktop.supervisor.Status;
import io.maxiofs.desktop.wizard.WizardActions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.util.Subscription;

/** What the assistant does, in the application. */
final class WizardHost implements WizardActions {
    private static final String PASSWORD = "MAXIOFS_ADMIN_PASSWORD";
    private static final int KIT_SECONDS = 60;

    private final AppFolders folders;
    private final Desktop desktop;
    private final StartAtLogin startAtLogin;

    WizardHost(AppFolders folders, Desktop desktop, StartAtLogin startAtLogin) {
        this.folders = folders;
        this.desktop = desktop;
        this.startAtLogin = startAtLogin;
    }

    @Override
    public Path suggestedFolder() {
        return desktop.local().map(LocalServerHost::dataDirectory).orElse(folders.data());
    }

    @Override
    public void establish(Path folder, Map<String, String> settings, String password) {
        Path directory = folder.toAbsolutePath().normalize();
        // The service is there for one directory; another one begins without.
        boolean service = desktop.local()
                .filter(host -> host.dataDirectory().equals(directory))
                .map(LocalServerHost::runsAsService)
                .orElse(false);
        desktop.establish(
                new Choices.LocalServer(directory.toString(), settings, false, service),
                password.isEmpty() ? Map.of() : Map.of(PASSWORD, password));
    }

    @Override
    public Subscription follow(Consumer<Status> listener) {
        return desktop.follow(listener);
    }

    @Override
    public Optional<FirstCredentials> takeCredentials() {
        return desktop.local().flatMap(host -> host.supervisor().takeFirstCredentials());
    }

    /** By the server's own command, which reads the keys of the directory. */
    @Override
    public void saveRecoveryKit(Path file) throws IOException, InterruptedException {
        Path data = desktop.local().orElseThrow().dataDirectory();
        List<String> command = new ArrayList<>(ServerProgram.of(System.getProperties(), OperatingSystem.current()));
        command.addAll(List.of("keys", "recovery-kit", "export", "--data", data.toString(), "--to", file.toString()));
        Path output = Files.createTempFile("maxiofs-kit", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(KIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("The recovery kit takes too long");
            }
            if (process.exitValue() != 0 || !Files.isRegularFile(file)) {
                throw new IOException(
                        Files.readString(output, StandardCharsets.UTF_8).strip());
            }
        } finally {
            Files.delete(output);
        }
    }

    @Override
    public void startAtLogin(boolean on) throws IOException {
        if (on) {
            startAtLogin.turnOn();
        } else {
            startAtLogin.turnOff();
        }
    }

    @Override
    public boolean runsAsService() {
        return desktop.local().map(LocalServerHost::runsAsService).orElse(false);
    }

    @Override
    public void runAsService(boolean on) {
        desktop.local().filter(host -> host.runsAsService() != on).ifPresent(host -> host.runAsService(on));
    }

    @Override
    public void manageRemote() {
        desktop.addServer();
    }

    @Override
    public void connect() {
        desktop.shell().navigator().go(ScreenId.CONNECT);
    }

    @Override
    public void done() {
        desktop.wizardDone();
    }
}
