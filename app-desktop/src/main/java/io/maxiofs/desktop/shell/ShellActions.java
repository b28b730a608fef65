package io.maxiofs.desktop.shell;

import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.model.Server;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the frame can ask of the application around it. Used on the user interface thread. */
public interface ShellActions {

    /** For tests and pictures: one server and nothing else. */
    ShellActions NONE = new ShellActions() {
        @Override
        public ObservableList<Server> servers() {
            return FXCollections.observableArrayList();
        }

        @Override
        public void open(Server server) {}

        @Override
        public void addServer() {}

        @Override
        public void forget(Server.Remote server) {}

        @Override
        public void runWizard() {}

        @Override
        public void theme(Theme.Mode mode) {}

        @Override
        public void quit() {}
    };

    /** All that are known, that of this computer first. Observable. */
    ObservableList<Server> servers();

    /** Shows another server, signing in first if need be. */
    void open(Server server);

    /** Lets the person name a server elsewhere. */
    void addServer();

    void forget(Server.Remote server);

    void runWizard();

    /** For good. */
    void theme(Theme.Mode mode);

    /** Ends the application, asking what is to become of the server. */
    void quit();
}
