package io.maxiofs.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.testing.Await;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SingleInstanceTest {

    @Test
    void secondLaunchHandsItsArgumentsOverAndEndsWell() throws Exception {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            List<List<String>> taken = new CopyOnWriteArrayList<>();
            Optional<SingleInstance> first = SingleInstance.become(directory.path(), List.of(), taken::add);
            assertThat(first).isPresent();

            Process second = new ProcessBuilder(command(directory)).start();
            try {
                assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(second.exitValue()).isZero();
            } finally {
                second.destroyForcibly();
            }
            Await.until("the arguments are here", () -> !taken.isEmpty());
            assertThat(taken).containsExactly(List.of("--bucket", "ä photo"));
            first.get().close();
        }
    }

    @Test
    void nextLaunchIsFirstAgainWhenTheFirstHasEnded() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            SingleInstance.become(directory.path(), List.of(), a -> {})
                    .orElseThrow()
                    .close();
            Optional<SingleInstance> next = SingleInstance.become(directory.path(), List.of(), a -> {});
            assertThat(next).isPresent();
            next.get().close();
        }
    }

    private static List<String> command(TemporaryDirectory directory) {
        return new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Dsun.jnu.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                SecondLaunch.class.getName(),
                directory.path().toString()));
    }

    /** Another process; exit code 0 if the arguments were taken. */
    public static final class SecondLaunch {
        private SecondLaunch() {}

        /** @param arguments the folder */
        public static void main(String[] arguments) throws IOException {
            boolean handed = SingleInstance.become(Path.of(arguments[0]), List.of("--bucket", "ä photo"), a -> {})
                    .isEmpty();
            System.exit(handed ? 0 : 1);
        }
    }
}
