package io.maxiofs.server.cli.doctor;

import io.maxiofs.server.DataLayout;
import io.maxiofs.server.cli.DataDirectory;
import io.maxiofs.server.cli.ExitCode;
import io.maxiofs.server.cli.Output;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ConfigurationLoader;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.tls.TlsCertificates;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at everything a server depends on. */
@Command(
        name = "doctor",
        description = "Check this machine and the data directory, and say what to improve.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing stands in the way (there may be warnings)", "1:a check failed"})
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final Output output = new Output();

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory. Default: the platform's folder.")
    private @Nullable Path data;

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Where S3 would be served.")
    private @Nullable String listen;

    @Option(names = "--admin-listen", paramLabel = "HOST:PORT", description = "Where the admin API would be served.")
    private @Nullable String adminListen;

    @Override
    public Integer call() {
        Map<String, String> environment = System.getenv();
        Path directory = DataDirectory.choose(data, environment);
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks(directory)) {
            findings.add(check.run());
        }
        Configuration configuration = configuration(environment);
        new CertificateCheck(certificate(directory, configuration), InstantSource.system())
                .run()
                .ifPresent(findings::add);
        List<Finding> running = new RunningServerCheck(directory).run();
        findings.addAll(running);
        if (running.isEmpty() || running.getFirst().verdict() != Finding.Verdict.OK) {
            findings.add(new PortCheck("S3 port", configuration.get(ServerSettings.LISTEN)).run());
            findings.add(new PortCheck("admin port", configuration.get(ServerSettings.ADMIN_LISTEN)).run());
        }
        if (output.isJson()) {
            output.table(findings, List.of(), finding -> List.of());
        } else {
            output.table(
                    findings,
                    List.of("VERDICT", "CHECK", "FOUND"),
                    finding -> List.of(finding.verdict().name(), finding.check(), finding.detail()));
            findings.stream()
                    .filter(finding -> !finding.remedy().isEmpty())
                    .forEach(finding -> output.line(finding.check() + ": " + finding.remedy()));
        }
        boolean failed = findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.FAIL);
        return failed ? ExitCode.FAILED : ExitCode.OK;
    }

    /** The one that is configured, or else the one the server has made. */
    private static Path certificate(Path directory, Configuration configuration) {
        String configured = configuration.get(ServerSettings.TLS_CERTIFICATE);
        return configured.isEmpty()
                ? TlsCertificates.localCertificate(new DataLayout(directory).tlsDirectory())
                : Path.of(configured);
    }

    private Configuration configuration(Map<String, String> environment) {
        Map<String, String> flags = new LinkedHashMap<>();
        if (listen != null) {
            flags.put(ServerSettings.LISTEN.key(), listen);
        }
        if (adminListen != null) {
            flags.put(ServerSettings.ADMIN_LISTEN.key(), adminListen);
        }
        return ConfigurationLoader.load(flags, environment, null);
    }

    private static List<Check> checks(Path directory) {
        return List.of(
                new RuntimeCheck(),
                new DirectoryCheck(directory),
                new SpaceCheck(directory),
                new FileSystemCheck(directory),
                new FlushCheck(directory, System::nanoTime),
                new ClockCheck(InstantSource.system()),
                new LimitsCheck());
    }
}
