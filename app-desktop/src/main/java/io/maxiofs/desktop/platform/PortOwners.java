package io.maxiofs.desktop.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who listens on a port of this computer. May take a second; never throws because it finds nothing. */
@FunctionalInterface
public interface PortOwners {

    /** Empty if nobody does, or this user may not see who. */
    Optional<PortOwner> of(int port);

    static PortOwners ofThisSystem() {
        return switch (OperatingSystem.current()) {
            case LINUX -> new ProcFiles(Path.of("/proc"));
            case MAC -> new Command(Command::lsof, Command::pidOfLsof);
            case WINDOWS -> new Command(port -> List.of("netstat", "-ano", "-p", "TCP"), Command::pidOfNetstat);
        };
    }

    /** Linux: the table of sockets, and the open files of every process this user may look into. */
    final class ProcFiles implements PortOwners {
        private static final Logger LOG = LoggerFactory.getLogger(ProcFiles.class);
        private static final Pattern SPACES = Pattern.compile("\\s+");
        private static final String LISTENING = "0A";
        private static final int LOCAL_ADDRESS = 1;
        private static final int STATE = 3;
        private static final int INODE = 9;

        private final Path proc;

        ProcFiles(Path proc) {
            this.proc = proc;
        }

        @Override
        public Optional<PortOwner> of(int port) {
            List<String> sockets = new ArrayList<>();
            for (String table : List.of("net/tcp", "net/tcp6")) {
                sockets.addAll(listening(proc.resolve(table), port));
            }
            return sockets.isEmpty() ? Optional.empty() : holder(sockets).map(PortOwner::of);
        }

        private static List<String> listening(Path table, int port) {
            String wanted = ":%04X".formatted(port);
            try {
                return Files.readAllLines(table, StandardCharsets.US_ASCII).stream()
                        .map(line -> List.of(SPACES.split(line.strip())))
                        .filter(columns -> columns.size() > INODE
                                && columns.get(LOCAL_ADDRESS).endsWith(wanted)
                                && columns.get(STATE).equals(LISTENING))
                        .map(columns -> "socket:[" + columns.get(INODE) + "]")
                        .toList();
            } catch (IOException e) {
                LOG.debug("No table {}", table, e);
                return List.of();
            }
        }

        private Optional<Long> holder(List<String> sockets) {
            try (Stream<Path> entries = Files.list(proc)) {
                return entries.filter(p -> p.getFileName().toString().matches("\\d+"))
                        .filter(p -> hasOpen(p.resolve("fd"), sockets))
                        .map(p -> Long.valueOf(p.getFileName().toString()))
                        .findFirst();
            } catch (IOException e) {
                LOG.debug("The processes cannot be listed", e);
                return Optional.empty();
            }
        }

        private static boolean hasOpen(Path descriptors, List<String> sockets) {
            try (Stream<Path> files = Files.list(descriptors)) {
                return files.anyMatch(file -> sockets.contains(target(file)));
            } catch (IOException e) {
                // Another user's process, or it has just ended.
                LOG.trace("Not to be seen: {}", descriptors, e);
                return false;
            }
        }

        private static String target(Path link) {
            try {
                return Files.readSymbolicLink(link).toString();
            } catch (IOException e) {
                LOG.trace("Closed meanwhile: {}", link, e);
                return "";
            }
        }
    }

    /** Elsewhere: a command of the system and how its output is read. */
    final class Command implements PortOwners {
        private static final Logger LOG = LoggerFactory.getLogger(Command.class);
        private static final int SECONDS = 10;

        private final IntFunction<List<String>> command;
        private final Reading reading;

        /** Finds the process of a port in the output. */
        @FunctionalInterface
        interface Reading {
            OptionalLong pid(List<String> output, int port);
        }

        Command(IntFunction<List<String>> command, Reading reading) {
            this.command = command;
            this.reading = reading;
        }

        static List<String> lsof(int port) {
            return List.of("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fp");
        }

        /** Lines such as {@code p1234}. */
        static OptionalLong pidOfLsof(List<String> output, int port) {
            return output.stream()
                    .filter(line -> line.matches("p\\d+"))
                    .mapToLong(line -> Long.parseLong(line.substring(1)))
                    .findFirst();
        }

        /** Lines such as {@code TCP 127.0.0.1:9900 0.0.0.0:0 LISTENING 1234}; the state's name depends on the language. */
        static OptionalLong pidOfNetstat(List<String> output, int port) {
            return output.stream()
                    .map(line -> List.of(line.strip().split("\\s+", -1)))
                    .filter(columns -> columns.size() == 5
                            && columns.get(0).equals("TCP")
                            && columns.get(1).endsWith(":" + port)
                            && columns.get(2).endsWith(":0")
                            && columns.get(4).matches("\\d+"))
                    .mapToLong(columns -> Long.parseLong(columns.get(4)))
                    .findFirst();
        }

        @Override
        public Optional<PortOwner> of(int port) {
            try {
                Process process = new ProcessBuilder(command.apply(port))
                        .redirectErrorStream(true)
                        .start();
                List<String> output;
                try (var reader = process.inputReader()) {
                    output = reader.lines().toList();
                }
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
                OptionalLong pid = reading.pid(output, port);
                return pid.isPresent() ? Optional.of(PortOwner.of(pid.getAsLong())) : Optional.empty();
            } catch (IOException e) {
                LOG.info("The owner of port {} cannot be found out", port, e);
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }
}
