package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.WebhookDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Targets of notifications of a running server. */
@Command(
        name = "webhook",
        description = "Add, list, test and remove the targets of notifications.",
        mixinStandardHelpOptions = true,
        subcommands = {
            WebhookCommand.Add.class,
            WebhookCommand.ListAll.class,
            WebhookCommand.Test.class,
            WebhookCommand.DeadLetters.class,
            WebhookCommand.Remove.class
        })
final class WebhookCommand extends CommandGroup {

    /** Adds a target. */
    @Command(name = "add", description = "Add a target.", mixinStandardHelpOptions = true)
    static final class Add extends PrintingCommand {
        @Parameters(index = "0", paramLabel = "NAME", description = "What buckets call it, last in the ARN.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "URL", description = "Where events are posted to.")
        private String url = "";

        @Option(
                names = "--secret",
                paramLabel = "SECRET",
                interactive = true,
                arity = "0..1",
                description = "Signs what is sent; asked for if not given.")
        private @Nullable String secret;

        @Override
        void run(AdminClient client, Output out) {
            WebhookDocument webhook = client.addWebhook(new WebhookDocument.New(name, url, secret));
            out.show(webhook, () -> "added " + webhook.name());
        }
    }

    /** Lists targets. */
    @Command(name = "list", description = "List targets and how they stand.", mixinStandardHelpOptions = true)
    static final class ListAll extends PrintingCommand {
        @Override
        void run(AdminClient client, Output out) {
            out.table(
                    client.webhooks(),
                    List.of("NAME", "URL", "SIGNED", "WAITING", "DELIVERED", "FAILURES", "LAST ERROR"),
                    webhook -> List.of(
                            webhook.name(),
                            webhook.url(),
                            webhook.signed() ? "yes" : "no",
                            Long.toString(webhook.waiting()),
                            Long.toString(webhook.delivered()),
                            Long.toString(webhook.failures()),
                            webhook.lastError()));
        }
    }

    /** Sends a test event. */
    @Command(name = "test", description = "Send a test event to a target.", mixinStandardHelpOptions = true)
    static final class Test extends ConnectedCommand {
        @Parameters(paramLabel = "NAME", description = "Name of the target.")
        private String name = "";

        @Override
        void run(AdminClient client) {
            client.testWebhook(name);
        }
    }

    /** Shows what a target did not take. */
    @Command(
            name = "dead-letters",
            description = "Show the events a target did not take in the end.",
            mixinStandardHelpOptions = true)
    static final class DeadLetters extends PrintingCommand {
        @Parameters(paramLabel = "NAME", description = "Name of the target.")
        private String name = "";

        @Override
        void run(AdminClient client, Output out) {
            out.table(
                    client.deadLetters(name),
                    List.of("TIME", "REASON", "EVENT"),
                    letter -> List.of(letter.time(), letter.reason(), letter.document()));
        }
    }

    /** Removes a target. */
    @Command(name = "remove", description = "Remove a target and what waits for it.", mixinStandardHelpOptions = true)
    static final class Remove extends ConnectedCommand {
        @Parameters(paramLabel = "NAME", description = "Name of the target.")
        private String name = "";

        @Override
        void run(AdminClient client) {
            client.removeWebhook(name);
        }
    }
}
