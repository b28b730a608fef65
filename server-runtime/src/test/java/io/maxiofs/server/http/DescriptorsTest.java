package io.maxiofs.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Security class 16: clients that come, wait and go leave no open files behind. */
final class DescriptorsTest {
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final int CLIENTS = 100;
    private static final int BODY_BYTES = 4_000_000;

    /** What the JVM may open meanwhile for itself. */
    private static final int SPARE = 10;

    private final ServerFixture server = ServerFixture.create();

    @BeforeEach
    void start() {
        assumeTrue(Files.isDirectory(OPEN_FILES), "the system does not tell open files in /proc");
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void uploadsThatWaitAndBreakOffLeaveNothingOpen() throws Exception {
        stallAndLeave();
        long before = openFiles();

        stallAndLeave();
        stallAndLeave();

        ServerFixture.await("closed files", () -> openFiles() <= before + SPARE);
        assertThat(server.objects()).isEmpty();
    }

    private void stallAndLeave() throws Exception {
        Map<String, String> headers = server.signed("PUT", "/bucket/k", "", new byte[BODY_BYTES]);
        List<RawConnection> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                RawConnection client = server.connect();
                clients.add(client);
                client.send(RawConnection.head("PUT", "/bucket/k", headers));
                client.send(new byte[100_000]);
            }
            ServerFixture.await("requests", () -> server.server().inFlight() == CLIENTS);
            assertThat(openFiles()).isGreaterThanOrEqualTo(2 * CLIENTS);
        } finally {
            for (RawConnection client : clients) {
                client.close();
            }
        }
        ServerFixture.await("end of the requests", () -> server.server().inFlight() == 0);
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(OPEN_FILES)) {
            return files.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
