package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What helps a user who cannot sign in any more. */
final class UserRescueCommands {

    private UserRescueCommands() {}

    /** Lets somebody try again. */
    @Command(
            name = "unlock",
            description = "Let a user sign in again who has failed too often.",
            mixinStandardHelpOptions = true)
    static final class Unlock extends PrintingCommand {
        @Parameters(paramLabel = "NAME", description = "Name of the user.")
        private String name = "";

        @Override
        void run(AdminClient client, Output out) {
            client.auth().unlock(name);
        }
    }

    /** Second factors. */
    @Command(
            name = "two-factor",
            description = "Second factors of users.",
            mixinStandardHelpOptions = true,
            subcommands = Disable.class)
    static final class TwoFactor extends CommandGroup {}

    /** Takes a second factor away. */
    @Command(
            name = "disable",
            description = "Take the second factor of a user who has lost it; their sessions end.",
            mixinStandardHelpOptions = true)
    static final class Disable extends PrintingCommand {
        @Parameters(paramLabel = "NAME", description = "Name of the user.")
        private String name = "";

        @Override
        void run(AdminClient client, Output out) {
            client.auth().disableTwoFactorOf(name);
        }
    }
}
