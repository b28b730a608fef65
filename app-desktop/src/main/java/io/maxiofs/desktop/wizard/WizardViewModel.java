package io.maxiofs.desktop.wizard;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Failures;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.supervisor.FirstCredentials;
import io.maxiofs.desktop.supervisor.Status;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The steps of the assistant and what was chosen in them. Used on the user interface thread. */
public final class WizardViewModel {
    /** The shortest password the assistant takes. */
    static final int MIN_PASSWORD = 10;

    private final Background background;
    private final Texts texts;
    private final WizardActions actions;
    private final Failures failures;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(this, "step", Step.PLACE);
    private final BooleanProperty here = new SimpleBooleanProperty(this, "here", true);
    private final StringProperty folder = new SimpleStringProperty(this, "folder", "");
    private final Loader<FolderReport> report;
    private final BooleanProperty network = new SimpleBooleanProperty(this, "network");
    private final StringProperty password = new SimpleStringProperty(this, "password", "");
    private final StringProperty repeated = new SimpleStringProperty(this, "repeated", "");
    private final BooleanProperty encrypted = new SimpleBooleanProperty(this, "encrypted");
    private final BooleanProperty atLogin = new SimpleBooleanProperty(this, "atLogin");
    private final BooleanProperty service = new SimpleBooleanProperty(this, "service");
    private final ReadOnlyObjectWrapper<@Nullable Status> status = new ReadOnlyObjectWrapper<>(this, "status");
    private final ReadOnlyObjectWrapper<@Nullable FirstCredentials> credentials =
            new ReadOnlyObjectWrapper<>(this, "credentials");
    private final ReadOnlyBooleanWrapper kitSaved = new ReadOnlyBooleanWrapper(this, "kitSaved");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private Subscription following = Subscription.EMPTY;

    /** In their order. */
    public enum Step {
        PLACE,
        FOLDER,
        REACH,
        ADMINISTRATOR,
        ENCRYPTION,
        LOGIN,
        /** The server starts; what it made up is shown. */
        START,
        CONNECT
    }

    public WizardViewModel(Background background, Texts texts, WizardActions actions) {
        this.background = background;
        this.texts = texts;
        this.actions = actions;
        this.failures = new Failures(texts);
        this.report = new Loader<>(background, failures::explain);
        folder.addListener((o, before, now) -> look(now));
        folder.set(actions.suggestedFolder().toString());
        service.set(actions.runsAsService());
    }

    private void look(String typed) {
        if (typed.isBlank()) {
            report.cancel();
            return;
        }
        try {
            Path path = Path.of(typed.strip());
            report.load(texts.get("wizard.folder.looking"), () -> FolderReport.of(path));
        } catch (InvalidPathException e) {
            report.load(texts.get("wizard.folder.looking"), () -> {
                throw e;
            });
        }
    }

    /** Whether the step is complete. */
    BooleanBinding complete() {
        return Bindings.createBooleanBinding(
                this::isComplete,
                step,
                report.stateProperty(),
                report.valueProperty(),
                password,
                repeated,
                encrypted,
                kitSaved,
                status);
    }

    private boolean isComplete() {
        return switch (step.get()) {
            case PLACE, REACH, ENCRYPTION, LOGIN, CONNECT -> true;
            case FOLDER -> usable() != null;
            case ADMINISTRATOR -> existing() || passwordProblem().isEmpty();
            case START -> serves() && (!encrypted.get() || existing() || kitSaved.get());
        };
    }

    private @Nullable FolderReport usable() {
        FolderReport known = report.value();
        boolean current = known != null && known.folder().equals(path());
        return known != null && current && !known.isRefused() ? known : null;
    }

    private Path path() {
        return Path.of(folder.get().strip());
    }

    /** Whether the folder holds a store already, whose administrator and keys stay. */
    boolean existing() {
        FolderReport known = usable();
        return known != null && known.verdicts().contains(FolderReport.Verdict.EXISTING_STORE);
    }

    private boolean serves() {
        Status now = status.get();
        return now != null && now.state().isServing();
    }

    /** What is wrong with the password; empty if nothing is. */
    String passwordProblem() {
        if (password.get().length() < MIN_PASSWORD) {
            return texts.get("wizard.administrator.short", MIN_PASSWORD);
        }
        return password.get().equals(repeated.get()) ? "" : texts.get("wizard.administrator.differs");
    }

    /** On to the next step. */
    void next() {
        problem.set("");
        switch (step.get()) {
            case PLACE -> {
                if (here.get()) {
                    step.set(Step.FOLDER);
                } else {
                    finish();
                    actions.manageRemote();
                }
            }
            case FOLDER -> step.set(Step.REACH);
            case REACH -> step.set(existing() ? Step.LOGIN : Step.ADMINISTRATOR);
            case ADMINISTRATOR -> step.set(Step.ENCRYPTION);
            case ENCRYPTION -> step.set(Step.LOGIN);
            case LOGIN -> start();
            case START -> {
                // Only now, because the first start shows what it made up to its parent process.
                actions.runAsService(service.get());
                step.set(Step.CONNECT);
            }
            case CONNECT -> {
                finish();
                actions.connect();
            }
        }
    }

    /** Back, until the server has been started. */
    void back() {
        problem.set("");
        switch (step.get()) {
            case FOLDER -> step.set(Step.PLACE);
            case REACH -> step.set(Step.FOLDER);
            case ADMINISTRATOR -> step.set(Step.REACH);
            case ENCRYPTION -> step.set(Step.ADMINISTRATOR);
            case LOGIN -> step.set(existing() ? Step.REACH : Step.ENCRYPTION);
            case PLACE, START, CONNECT -> problem.set("");
        }
    }

    boolean canGoBack() {
        return step.get() != Step.PLACE && step.get() != Step.START && step.get() != Step.CONNECT;
    }

    private void start() {
        step.set(Step.START);
        boolean login = atLogin.get();
        background.run(
                texts.get("wizard.login.saving"),
                () -> {
                    actions.startAtLogin(login);
                    return login;
                },
                done -> {},
                failure -> problem.set(failures.explain(failure)));
        actions.establish(path(), settings(), existing() ? "" : password.get());
        following = actions.follow(this::told);
    }

    /** What the server is told, by the names of docs/settings.md. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        if (network.get()) {
            settings.put("server.listen", "0.0.0.0:9900");
            settings.put("tls.mode", "local-ca");
        }
        settings.put("storage.encryption", encrypted.get() ? "on" : "off");
        return settings;
    }

    private void told(Status now) {
        status.set(now);
        if (credentials.get() == null) {
            actions.takeCredentials().ifPresent(made -> {
                credentials.set(made);
                password.set("");
                repeated.set("");
            });
        }
    }

    void saveKit(Path file) {
        problem.set("");
        background.run(
                texts.get("wizard.start.saving-kit"),
                () -> {
                    actions.saveRecoveryKit(file);
                    return file;
                },
                saved -> kitSaved.set(true),
                failure -> problem.set(failures.explain(failure)));
    }

    /** Ends the assistant; it can be run again from the menu. */
    void finish() {
        following.unsubscribe();
        report.cancel();
        actions.done();
    }

    ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    BooleanProperty hereProperty() {
        return here;
    }

    StringProperty folderProperty() {
        return folder;
    }

    Loader<FolderReport> report() {
        return report;
    }

    BooleanProperty networkProperty() {
        return network;
    }

    StringProperty passwordProperty() {
        return password;
    }

    StringProperty repeatedProperty() {
        return repeated;
    }

    BooleanProperty encryptedProperty() {
        return encrypted;
    }

    BooleanProperty atLoginProperty() {
        return atLogin;
    }

    BooleanProperty serviceProperty() {
        return service;
    }

    ReadOnlyObjectProperty<@Nullable Status> statusProperty() {
        return status.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable FirstCredentials> credentialsProperty() {
        return credentials.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty kitSavedProperty() {
        return kitSaved.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
