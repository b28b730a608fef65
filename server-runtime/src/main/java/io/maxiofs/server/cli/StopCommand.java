package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import picocli.CommandLine.Command;

/** Stops a running server. */
@Command(
        name = "stop",
        description = "Stop a running server; requests under way may finish.",
        mixinStandardHelpOptions = true)
final class StopCommand extends ConnectedCommand {
    @Override
    void run(AdminClient client) {
        client.shutdown();
    }
}
