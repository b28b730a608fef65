package io.maxiofs.desktop.supervisor;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A desktop without a window, to be killed: starts a server, says so and waits for its end. */
public final class SupervisorProgram {
    private SupervisorProgram() {}

    /** @param arguments data directory, folder for logs, and {@code stay} or {@code follow} */
    public static void main(String[] arguments) throws InterruptedException {
        Supervisor supervisor =
                new Supervisor(Children.launch(Path.of(arguments[0])), SupervisorParts.standard(Path.of(arguments[1])));
        supervisor.stopsWithUs(arguments[2].equals("follow"));
        supervisor.listen(status -> {
            if (status.state() == SupervisorState.RUNNING) {
                System.out.println("RUNNING " + status.process());
            }
        });
        supervisor.start();
        new CountDownLatch(1).await();
    }
}
