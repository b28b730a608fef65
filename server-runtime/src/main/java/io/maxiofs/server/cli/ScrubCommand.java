package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.UpkeepDocument;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The scrub of a running server. */
@Command(
        name = "scrub",
        description = "Read and verify everything a running server stores.",
        mixinStandardHelpOptions = true,
        subcommands = {ScrubCommand.Start.class, ScrubCommand.Status.class, RepairCommand.class})
final class ScrubCommand extends CommandGroup {

    private static String text(UpkeepDocument document) {
        UpkeepDocument.Scrub scrub = document.scrub();
        UpkeepDocument.Progress progress = scrub.progress();
        StringBuilder text = new StringBuilder("scrub       ").append(scrub.state());
        if (progress != null) {
            text.append(", ")
                    .append(ByteText.of(progress.bytesDone()))
                    .append(" of ")
                    .append(ByteText.of(progress.bytesTotal()));
        }
        text.append("\nlast        ").append(scrub.completed() == null ? "never" : scrub.completed());
        text.append("\nnext        ").append(scrub.due() == null ? "on demand" : scrub.due());
        text.append("\nfaults      ").append(scrub.faults());
        scrub.findings().forEach(finding -> text.append("\n  ").append(finding));
        if (scrub.lastError() != null) {
            text.append("\nlast error  ").append(scrub.lastError());
        }
        return text.append("\ncompaction  ")
                .append(document.compaction().state())
                .toString();
    }

    /** Starts one. */
    @Command(
            name = "start",
            description = "Scrub now, or go on with an unfinished scrub, whatever the window.",
            mixinStandardHelpOptions = true)
    static final class Start extends PrintingCommand {
        @Override
        void run(AdminClient client, Output out) {
            UpkeepDocument document = client.startScrub();
            out.show(document, () -> "The scrub begins. See: maxiofs scrub status");
        }
    }

    /** Shows how it stands. */
    @Command(
            name = "status",
            description = "Show how scrub and compaction stand. Exit code 1 if the scrub found faults.",
            mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {
        @Mixin
        private final AdminConnection connection = new AdminConnection();

        @Mixin
        private final Output output = new Output();

        @Override
        public Integer call() {
            try (AdminClient client = connection.open()) {
                UpkeepDocument document = client.upkeep();
                output.show(document, () -> text(document));
                return document.scrub().faults() == 0 ? ExitCode.OK : ExitCode.FAILED;
            }
        }
    }
}
