package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops a running server. */
@Command(
        name = "stop",
        description = "Stop a running server; requests under way may finish.",
        mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
    @Mixin
    private final AdminConnection connection = new AdminConnection();

    @Override
    public Integer call() {
        try (AdminClient client = connection.open()) {
            client.shutdown();
        }
        return ExitCode.OK;
    }
}
