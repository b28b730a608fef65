package io.maxiofs.desktop.platform;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of the system that end by themselves. Blocks; safe on any thread. */
@FunctionalInterface
interface SystemCommands {
    /**
     * Runs one.
     *
     * @return what it printed, without white space around it
     * @throws IOException if it cannot be run, takes longer than a minute or fails; with what it printed
     */
    String run(List<String> command) throws IOException;

    /** Does not mind if it fails, as when there is nothing to end. */
    default boolean tryRun(List<String> command) {
        try {
            run(command);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static SystemCommands ofThisSystem() {
        return SystemCommands::execute;
    }

    private static String execute(List<String> command) throws IOException {
        final int seconds = 60;
        Path output = Files.createTempFile("maxiofs-command", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " does not answer");
            }
            String printed = Files.readString(output, Charset.defaultCharset()).strip();
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed (" + process.exitValue() + "): " + printed);
            }
            return printed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + command.getFirst(), e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
