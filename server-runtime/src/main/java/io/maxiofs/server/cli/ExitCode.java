package io.maxiofs.server.cli;

/** Exit codes of every command; documented in {@code docs/command-line.md}. */
public final class ExitCode {
    public static final int OK = 0;

    /** The command was understood and did not succeed: refused by the server, or a check found a fault. */
    public static final int FAILED = 1;

    /** The command line is wrong. */
    public static final int USAGE = 2;

    /** No server was reached. */
    public static final int NOT_REACHED = 3;

    /** The server does not let the caller in. */
    public static final int DENIED = 4;

    private ExitCode() {}
}
