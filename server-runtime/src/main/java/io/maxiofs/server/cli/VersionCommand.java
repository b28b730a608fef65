package io.maxiofs.server.cli;

import io.maxiofs.server.ProductVersion;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the version of the program itself. */
@Command(name = "version", description = "Print the version.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {
    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        output.show(
                Map.of("product", "MaxIOFS", "version", ProductVersion.current()),
                () -> "MaxIOFS " + ProductVersion.current());
        return ExitCode.OK;
    }
}
