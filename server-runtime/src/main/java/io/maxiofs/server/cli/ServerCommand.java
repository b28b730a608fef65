package io.maxiofs.server.cli;

import io.maxiofs.server.LocalStore;
import io.maxiofs.server.Server;
import io.maxiofs.server.ServerOptions;
import io.maxiofs.server.StartException;
import io.maxiofs.server.Surroundings;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ConfigurationException;
import io.maxiofs.server.config.ConfigurationLoader;
import io.maxiofs.server.config.PlatformFolders;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.config.Setting;
import io.maxiofs.server.identity.FirstAdministrator;
import io.maxiofs.server.identity.SecretKey;
import io.maxiofs.server.log.ConsoleLog;
import io.maxiofs.storage.engine.MoveRecords;
import io.maxiofs.storage.engine.StoreLayout;
import io.maxiofs.storage.file.LocalDisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a server until it is told to stop. */
@Command(
        name = "server",
        description = "Run the server until it is told to stop (SIGTERM, Ctrl-C, maxiofs stop).",
        mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory. Default: the platform's folder.")
    private @Nullable String data;

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Where S3 is served. Default: 127.0.0.1:9900.")
    private @Nullable String listen;

    @Option(
            names = "--admin-listen",
            paramLabel = "HOST:PORT",
            description = "Where the admin API is served. Default: 127.0.0.1:9901.")
    private @Nullable String adminListen;

    @Option(names = "--region", paramLabel = "REGION", description = "Region of the server. Default: us-east-1.")
    private @Nullable String region;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration file of key = value lines.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set any setting of docs/settings.md; may be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--stop-on-stdin-eof",
            description = "Stop when standard input ends, for a parent process; after a line \"stay\" carry on.")
    private boolean stopOnStdinEof;

    @Option(
            names = "--progress",
            description = "Tell on standard output what the start is busy with (STEP …) and why it failed (FAILED …),"
                    + " for a parent process.")
    private boolean progress;

    @Option(
            names = "--existing",
            description =
                    "Refuse to start if the data directory holds no store: make nothing on a drive that is missing.")
    private boolean existing;

    @Override
    public Integer call() throws InterruptedException {
        try {
            return run();
        } catch (ConfigurationException e) {
            tell("FAILED other " + oneLine(String.join("; ", e.problems())));
            throw e;
        } catch (StartException e) {
            tell("FAILED " + e.reason().name().toLowerCase(Locale.ROOT) + " "
                    + oneLine(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private int run() throws InterruptedException {
        Map<String, String> environment = System.getenv();
        Configuration configuration = ConfigurationLoader.load(flags(), environment, config);
        ConsoleLog.install(configuration.get(ServerSettings.LOG_LEVEL).name());
        Path directory = dataDirectory(configuration);
        refuseMissing(directory);
        Server server = Server.start(new ServerOptions(
                configuration,
                directory,
                environment,
                LocalStore.telling(records -> tell("STEP recovery " + records)),
                this::show,
                new Surroundings(InstantSource.system(), new SecureRandom()),
                step -> tell("STEP " + step.text())));
        stopWithTheProcess(server);
        PrintWriter out = spec.commandLine().getOut();
        out.println("READY s3=" + server.s3() + " admin=" + server.admin() + " pid="
                + ProcessHandle.current().pid());
        out.flush();
        if (stopOnStdinEof) {
            Thread.ofPlatform().daemon().name("stdin").start(ServerCommand::exitAtEndOfInput);
        }
        server.awaitStopRequest();
        return ExitCode.OK;
    }

    private void refuseMissing(Path directory) {
        StoreLayout layout = new StoreLayout(directory);
        boolean empty =
                !Files.isRegularFile(layout.identityFile()) && !new MoveRecords(new LocalDisk(), layout).speakForIt();
        if (existing && empty) {
            throw new StartException(
                    StartException.Reason.DRIVE_MISSING,
                    "There is no store in " + directory + ". Is the drive connected? Nothing was made there.",
                    new NoSuchFileException(directory.toString()));
        }
    }

    private void tell(String line) {
        if (progress) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(line);
            out.flush();
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>(set);
        put(flags, ServerSettings.DATA, data);
        put(flags, ServerSettings.LISTEN, listen);
        put(flags, ServerSettings.ADMIN_LISTEN, adminListen);
        put(flags, ServerSettings.S3_REGION, region);
        return flags;
    }

    private static void put(Map<String, String> flags, Setting<?> setting, @Nullable String value) {
        if (value != null) {
            flags.put(setting.key(), value);
        }
    }

    private static Path dataDirectory(Configuration configuration) {
        String configured = configuration.get(ServerSettings.DATA);
        Path path = configured.isEmpty() ? PlatformFolders.data() : Path.of(configured);
        return path.toAbsolutePath().normalize();
    }

    /**
     * Java ends with 143 after a SIGTERM whatever its hooks do, so the hook itself ends the process, with 0 after a clean
     * stop. It also runs when this command returns.
     */
    private static void stopWithTheProcess(Server server) {
        Runtime runtime = Runtime.getRuntime();
        runtime.addShutdownHook(new Thread(
                () -> {
                    LOG.info("Stopping");
                    List<String> unfinished = server.stop();
                    LOG.info(unfinished.isEmpty() ? "Stopped" : "Stopped, but not cleanly: {}", unfinished);
                    runtime.halt(unfinished.isEmpty() ? ExitCode.OK : ExitCode.FAILED);
                },
                "shutdown"));
    }

    /** The parent may change its mind: after a line {@code stay} the end is no reason to stop, after {@code follow} it is. */
    private static void exitAtEndOfInput() {
        boolean stay = false;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                stay = line.equals("stay") || (stay && !line.equals("follow"));
            }
        } catch (IOException e) {
            LOG.info("Standard input cannot be read any more", e);
        }
        if (stay) {
            LOG.info("Standard input has ended; the server carries on, as it was told");
        } else {
            System.exit(ExitCode.OK);
        }
    }

    private void show(FirstAdministrator.Made made) {
        PrintWriter out = spec.commandLine().getOut();
        String rule = "-".repeat(72);
        out.println(rule);
        out.println("First administrator of this server. Secrets are shown now and never again.");
        out.println("  user         " + FirstAdministrator.USER_NAME);
        out.println("  password     " + reveal(made.password().orElse(null), FirstAdministrator.PASSWORD_VARIABLE));
        out.println("  access key   " + made.accessKeyId());
        out.println("  secret key   " + reveal(made.secret().orElse(null), FirstAdministrator.SECRET_KEY_VARIABLE));
        out.println(rule);
        out.flush();
    }

    private static String reveal(@Nullable SecretKey secret, String variable) {
        return secret == null ? "(as given in " + variable + ")" : new String(secret.bytes(), StandardCharsets.UTF_8);
    }
}
