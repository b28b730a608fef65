package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.ServerStatus;
import picocli.CommandLine.Command;

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
    static final class Reload extends PrintingCommand {
        @Override
        void run(AdminClient client, Output out) {
            ServerStatus.Tls tls = client.reloadTls();
            out.show(tls, () -> "SHA-256 " + tls.sha256() + ", valid until " + tls.notAfter());
        }
    }
}
