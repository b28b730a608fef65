package io.maxiofs.server.cli;

import io.maxiofs.server.ProductVersion;
import io.maxiofs.server.StartException;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.SecondFactorException;
import io.maxiofs.server.cli.bench.BenchCommand;
import io.maxiofs.server.cli.doctor.DoctorCommand;
import io.maxiofs.server.config.ConfigurationException;
import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** All commands. A new one is a class and a line here. */
@Command(
        name = "maxiofs",
        description = "S3-compatible object storage appliance.",
        mixinStandardHelpOptions = true,
        versionProvider = CommandTree.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServerCommand.class,
            StatusCommand.class,
            UserCommand.class,
            KeyCommand.class,
            GroupCommand.class,
            TenantCommand.class,
            BucketCommand.class,
            ShareCommand.class,
            RestoreCommand.class,
            JobCommand.class,
            KeysCommand.class,
            KmsKeyCommand.class,
            ScrubCommand.class,
            TlsCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            StopCommand.class,
            VerifyCommand.class,
            RescueCommand.class,
            MoveCommand.class,
            ExportCommand.class,
            InspectCommand.class,
            WebhookCommand.class,
            SettingCommand.class,
            AuditCommand.class,
            VersionCommand.class,
            AutoComplete.GenerateCompletion.class,
            HelpCommand.class
        })
public final class CommandTree implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private CommandTree() {}

    /** Ready to execute; answers with an {@link ExitCode}. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new CommandTree());
        CommandLine completion = line.getSubcommands().get("generate-completion");
        if (completion != null) {
            line.getCommandSpec().removeSubcommand("generate-completion");
            line.addSubcommand("completion", completion);
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(CommandTree::failed);
        return line;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }

    private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        PrintWriter err = line.getErr();
        return switch (failure) {
            case AdminClientException e -> {
                err.println("maxiofs: " + e.getMessage());
                yield e.problem().map(CommandTree::codeOf).orElse(ExitCode.NOT_REACHED);
            }
            case SecondFactorException e -> {
                err.println("maxiofs: " + e.getMessage() + ": give --code");
                yield ExitCode.DENIED;
            }
            case AdminConnection.NotReachedException e -> {
                err.println("maxiofs: " + e.getMessage());
                yield ExitCode.NOT_REACHED;
            }
            case RepairCommand.NotRepairedException e -> {
                err.println("maxiofs: " + e.getMessage());
                yield ExitCode.FAILED;
            }
            case ConfigurationException e -> {
                e.problems().forEach(problem -> err.println("maxiofs: " + problem));
                yield ExitCode.USAGE;
            }
            case StartException e -> {
                err.println("maxiofs: " + e.getMessage());
                yield ExitCode.FAILED;
            }
            default -> throw failure;
        };
    }

    private static int codeOf(Problem problem) {
        boolean denied = problem.code().equals(Problem.Code.UNAUTHENTICATED.text())
                || problem.code().equals(Problem.Code.SIGN_IN_FAILED.text())
                || problem.code().equals(Problem.Code.FORBIDDEN.text())
                || problem.code().equals(Problem.Code.TOO_MANY_FAILURES.text());
        return denied ? ExitCode.DENIED : ExitCode.FAILED;
    }

    /** For {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"MaxIOFS " + ProductVersion.current()};
        }
    }
}
