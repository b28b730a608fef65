package io.maxiofs.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.base.TestSeed;
import io.maxiofs.server.testing.ServerProcess;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The server is killed in the middle of a backup, again and again; every backup that succeeded can be checked and
 * restored. Many rounds: {@code -Dmaxiofs.restic.kills=200}.
 */
class ResticKillLoopTest {
    private static final int KILLS = Integer.getInteger("maxiofs.restic.kills", 2);
    private static final int LONGEST_WAIT_MILLIS = 1500;
    private static final int LOWEST_PORT = 20_000;
    private static final int PORTS = 10_000;

    @Test
    void aKilledServerLosesNothingThatResticWasToldIsStored() throws IOException, InterruptedException {
        long seed = TestSeed.get();
        Random random = new Random(seed);
        try (TemporaryDirectory folder = new TemporaryDirectory()) {
            Path data = Files.createDirectories(folder.path().resolve("data"));
            Path tree = folder.path().resolve("tree");
            Path home = Files.createDirectories(folder.path().resolve("home"));
            FileTree.make(tree, 60, 3_000_000, seed);
            int port;
            int killedInBackup = 0;
            try (ServerProcess server = startOnFixedPort(data)) {
                port = server.endpoint().getPort();
                restic(port, home).run("init");
                server.terminate();
            }
            for (int kill = 0; kill < KILLS; kill++) {
                FileTree.make(tree.resolve("round " + kill), 25, 3_000_000, seed + kill + 1);
                try (ServerProcess server = start(data, port)) {
                    killedInBackup += backUpAndKill(restic(port, home), home, tree, server, random) ? 1 : 0;
                }
            }
            try (ServerProcess server = start(data, port)) {
                ClientProgram restic = restic(port, home);
                restic.run("unlock", "--remove-all");
                restic.run("backup", "--quiet", tree.toString());
                restic.run("check", "--read-data");
                Path back = folder.path().resolve("back");
                restic.run("restore", "latest", "--target", back.toString());
                assertThat(FileTree.contents(back.resolve(tree.toString().substring(1))))
                        .isEqualTo(FileTree.contents(tree));
                assertThat(server.terminate()).isZero();
            }
            System.out.println("Restic kill loop: " + KILLS + " kills, " + killedInBackup
                    + " of them in the middle of a backup; check --read-data and restore passed");
        }
    }

    /**
     * The port is needed again after each kill, so it is not one of those that the system gives to whoever asks for any
     * meanwhile. Ports are not drawn from the seed: builds side by side would all ask for the same.
     */
    private static ServerProcess startOnFixedPort(Path data) throws IOException {
        Random random = new Random();
        for (int attempt = 0; ; attempt++) {
            int port = LOWEST_PORT + random.nextInt(PORTS);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(probe.getLocalPort()).isEqualTo(port);
            } catch (BindException e) {
                if (attempt == PORTS) {
                    throw e;
                }
                continue;
            }
            return start(data, port);
        }
    }

    private static ServerProcess start(Path data, int port) {
        return ServerProcess.start(data, "--listen", "127.0.0.1:" + port);
    }

    private static ClientProgram restic(int port, Path home) {
        return ClientProgram.require(
                "restic",
                Map.of(
                        "AWS_ACCESS_KEY_ID",
                        TestServer.ACCESS_KEY,
                        "AWS_SECRET_ACCESS_KEY",
                        TestServer.SECRET_KEY,
                        "RESTIC_PASSWORD",
                        "a password for tests",
                        "RESTIC_REPOSITORY",
                        "s3:http://127.0.0.1:" + port + "/restic"),
                home);
    }

    /** Kills the server some time into a backup; returns whether the backup was still running then. */
    private static boolean backUpAndKill(
            ClientProgram restic, Path home, Path tree, ServerProcess server, Random random)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(home, "backup", ".out");
        Process backup = restic.start(output, "backup", "--quiet", tree.toString());
        boolean ended = backup.waitFor(random.nextInt(LONGEST_WAIT_MILLIS), TimeUnit.MILLISECONDS);
        server.kill9();
        // It would go on trying for minutes to reach a server that is gone.
        backup.destroyForcibly().waitFor();
        return !ended;
    }
}
