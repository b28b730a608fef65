package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.ServerStatus;
import java.time.Duration;
import picocli.CommandLine.Command;

/** Shows what a running server says of itself. */
@Command(name = "status", description = "Show the state of a running server.", mixinStandardHelpOptions = true)
final class StatusCommand extends PrintingCommand {
    @Override
    void run(AdminClient client, Output out) {
        ServerStatus status = client.status();
        out.show(status, () -> text(status));
    }

    private static String text(ServerStatus status) {
        ServerStatus.Storage storage = status.storage();
        ServerStatus.Tls tls = status.tls();
        String text = "version  " + status.version()
                + "\nprocess  " + status.pid() + ", running for "
                + AmountText.duration(Duration.ofSeconds(status.uptimeSeconds()))
                + "\ns3       " + status.s3()
                + "\nadmin    " + status.admin()
                + "\ndata     " + storage.dataDirectory() + " (" + storage.state() + ")"
                + "\nstored   " + AmountText.count(storage.objects(), "object") + " in "
                + AmountText.count(storage.buckets(), "bucket") + ", "
                + ByteText.of(storage.bytes())
                + "\nfree     " + ByteText.of(storage.freeBytes()) + " of " + ByteText.of(storage.diskBytes());
        return tls == null
                ? text
                : text + "\ntls      " + tls.mode() + ", valid until " + tls.notAfter() + "\n         SHA-256 "
                        + tls.sha256();
    }
}
