package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import picocli.CommandLine.Mixin;

/** A command that makes calls to one server and prints what comes back. */
abstract class PrintingCommand extends ConnectedCommand {
    @Mixin
    private final Output output = new Output();

    @Override
    final void run(AdminClient client) throws Exception {
        run(client, output);
    }

    /** Does the work; an exception decides about the exit code. */
    abstract void run(AdminClient client, Output out) throws Exception;
}
