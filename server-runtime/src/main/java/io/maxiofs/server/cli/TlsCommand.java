package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.ServerStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The certificate of a running server. */
@Command(
        name = "tls",
        description = "The certificate of a running server.",
        mixinStandardHelpOptions = true,
        subcommands = TlsCommand.Reload.class)
final class TlsCommand extends CommandGroup {

    /** Loads the certificate anew. */
    @Command(
            name = "reload",
            description = "Load certificate and key anew, without a restart.",
            mixinStandardHelpOptions = true)
    static final class Reload implements Callable<Integer> {
        @Mixin
        private final AdminConnection connection = new AdminConnection();

        @Mixin
        private final Output output = new Output();

        @Override
        public Integer call() {
            try (AdminClient client = connection.open()) {
                ServerStatus.Tls tls = client.reloadTls();
                output.show(tls, () -> "SHA-256 " + tls.sha256() + ", valid until " + tls.notAfter());
            }
            return ExitCode.OK;
        }
    }
}
