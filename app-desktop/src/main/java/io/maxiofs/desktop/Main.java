package io.maxiofs.desktop;

import io.maxiofs.desktop.app.DesktopApplication;
import io.maxiofs.desktop.app.LaterLaunches;
import io.maxiofs.desktop.app.SingleInstance;
import io.maxiofs.desktop.platform.AppFolders;
import io.maxiofs.desktop.platform.Displays;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Entry point of the desktop application. */
public final class Main {
    /** As in docs/command-line.md: the command line is wrong. */
    private static final int USAGE = 2;

    private static final int FAILED = 1;

    /** Kept, or the level that is set on it is forgotten. */
    private static final Logger TOOLKIT = Logger.getLogger("javafx");

    private static final String HELP = """
            Usage: maxiofs desktop [--hidden] [--home DIR]
            The desktop application: starts, watches and manages servers.
                  --hidden     wait in the tray, as at sign-in
                  --home DIR   keep everything of the application in DIR
            """;

    private Main() {}

    /** Runs until the person quits. */
    public static void main(String[] arguments) {
        boolean hidden = false;
        AppFolders folders = AppFolders.ofThisSystem();
        List<String> rest = new ArrayList<>(List.of(arguments));
        while (!rest.isEmpty()) {
            String option = rest.removeFirst();
            if (option.equals("--hidden")) {
                hidden = true;
            } else if (option.equals("--home") && !rest.isEmpty()) {
                folders = AppFolders.inside(Path.of(rest.removeFirst()).toAbsolutePath());
            } else if (option.equals("--help") || option.equals("-h")) {
                System.out.print(HELP);
                return;
            } else {
                System.err.print("maxiofs: unknown option " + option + "\n" + HELP);
                System.exit(USAGE);
            }
        }
        // Before the first logger is made.
        System.setProperty("logback.configurationFile", "desktop-log.xml");
        System.setProperty(
                "maxiofs.desktop.log", folders.state().resolve("desktop.log").toString());
        Optional<String> missing = Displays.missing();
        if (missing.isPresent()) {
            System.err.println("maxiofs: " + missing.get() + " The server runs without: maxiofs server");
            System.exit(FAILED);
        }
        // JavaFX would warn on every start that it is on the class path, where it works as well.
        TOOLKIT.setLevel(Level.SEVERE);
        run(folders, hidden, List.of(arguments));
    }

    private static void run(AppFolders folders, boolean hidden, List<String> arguments) {
        LaterLaunches later = new LaterLaunches();
        try {
            Optional<SingleInstance> instance = SingleInstance.become(folders.state(), arguments, later);
            if (instance.isEmpty()) {
                System.out.println("MaxIOFS is open already; its window comes to the front.");
                return;
            }
            SingleInstance first = instance.get();
            try {
                DesktopApplication.run(new DesktopApplication.Launch(folders, hidden, atLogin(), later));
            } finally {
                first.close();
            }
            System.exit(0);
        } catch (IOException e) {
            System.err.println("maxiofs: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    /** The launcher says how it is called; without one the JVM's own command line is repeated. */
    private static List<String> atLogin() {
        String launcher = System.getProperty("maxiofs.launcher");
        if (launcher != null) {
            return List.of(launcher, "desktop", "--hidden");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--hidden"));
        return command;
    }
}
