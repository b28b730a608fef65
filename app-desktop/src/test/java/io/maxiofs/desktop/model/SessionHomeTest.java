package io.maxiofs.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DirectUiThread;
import io.maxiofs.desktop.transfer.TransferState;
import io.maxiofs.desktop.transfer.TransferTask;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** What a session remembers is in the folder it was given, and nowhere else. */
class SessionHomeTest {
    @Test
    void transfersAreRememberedInTheFolderThatWasGiven() throws Exception {
        try (TemporaryDirectory folder = new TemporaryDirectory();
                TestServer server = TestServer.start()) {
            Path letter = Files.writeString(folder.path().resolve("letter.txt"), "Dear Clara,\n");
            SessionHome home = new SessionHome(
                    new DirectUiThread(), InstantSource.system(), folder.path().resolve("config"));
            Server.Local local = new Server.Local("here", "This computer", server.dataDirectory());
            try (Session session = Session.local(local, server.localAccess(), home);
                    S3Client s3 = session.s3()) {
                s3.createBucket(b -> b.bucket("letters"));
                TransferTask task = new TransferTask.Upload(
                        letter,
                        Files.size(letter),
                        Files.getLastModifiedTime(letter).toMillis(),
                        "letters",
                        "clara.txt",
                        true);
                long id = session.transfers().add(List.of(task)).getFirst();
                Await.until("it is there", () -> state(session, id) == TransferState.DONE);
            }
            assertThat(home.config().resolve("transfers").resolve("here")).isNotEmptyDirectory();
        }
    }

    private static TransferState state(Session session, long id) {
        return Objects.requireNonNull(session.transfers().transfer(id)).state();
    }
}
