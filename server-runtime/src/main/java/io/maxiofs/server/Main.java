package io.maxiofs.server;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Entry point of the command line. */
@Command(
        name = "maxiofs",
        description = "S3-compatible object storage appliance.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        subcommands = Main.Version.class)
public final class Main {

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    /** Prints the version, so that scripts need not know the option. */
    @Command(name = "version", description = "Print the version.")
    static final class Version implements Runnable {

        @Override
        public void run() {
            System.out.println(ManifestVersion.current());
        }
    }

    /** The version written into the archive this class was loaded from. */
    static final class ManifestVersion implements IVersionProvider {

        static String current() {
            String version = Main.class.getPackage().getImplementationVersion();
            return "MaxIOFS " + (version == null ? "(unpackaged)" : version);
        }

        @Override
        public String[] getVersion() {
            return new String[] {current()};
        }
    }
}
