package io.maxiofs.server.cli;

import io.maxiofs.server.LocalStore;
import io.maxiofs.server.Server;
import io.maxiofs.server.ServerOptions;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ConfigurationLoader;
import io.maxiofs.server.config.PlatformFolders;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.config.Setting;
import io.maxiofs.server.identity.FirstAdministrator;
import io.maxiofs.server.identity.SecretKey;
import io.maxiofs.server.log.ConsoleLog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
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

    @Option(names = "--stop-on-stdin-eof", description = "Stop when standard input ends, for a parent process.")
    private boolean stopOnStdinEof;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> environment = System.getenv();
        Configuration configuration = ConfigurationLoader.load(flags(), environment, config);
        ConsoleLog.install(configuration.get(ServerSettings.LOG_LEVEL).name());
        Server server = Server.start(new ServerOptions(
                configuration,
                dataDirectory(configuration),
                environment,
                new LocalStore(),
                this::show,
                InstantSource.system(),
                new SecureRandom()));
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

    private static void exitAtEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.info("Standard input cannot be read any more", e);
        }
        System.exit(ExitCode.OK);
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
