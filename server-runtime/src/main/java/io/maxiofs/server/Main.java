package io.maxiofs.server;

import io.maxiofs.server.cli.CommandTree;
import io.maxiofs.server.log.ConsoleLog;

/** Entry point of the command line. */
public final class Main {

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        ConsoleLog.install("warn");
        System.exit(CommandTree.commandLine().execute(arguments));
    }
}
