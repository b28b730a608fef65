package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that makes calls to one server. */
abstract class ConnectedCommand implements Callable<Integer> {
    @Mixin
    private final AdminConnection connection = new AdminConnection();

    @Override
    public final Integer call() throws Exception {
        try (AdminClient client = connection.open()) {
            run(client);
        }
        return ExitCode.OK;
    }

    /** Does the work; an exception decides about the exit code. */
    abstract void run(AdminClient client) throws Exception;
}
