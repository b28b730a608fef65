package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.WebhookDocument;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    static final class Add implements Callable<Integer> {
        @Mixin
        private final AdminConnection connection = new AdminConnection();

        @Mixin
        private final Output output = new Output();

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
        public Integer call() {
            try (AdminClient client = connection.open()) {
                WebhookDocument webhook = client.addWebhook(new WebhookDocument.New(name, url, secret));
                output.show(webhook, () -> "added " + webhook.name());
            }
            return ExitCode.OK;
        }
    }

    /** Lists targets. */
    @Command(name = "list", description = "List targets and how they stand.", mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private final AdminConnection connection = new AdminConnection();

        @Mixin
        private final Output output = new Output();

        @Override
        public Integer call() {
            try (AdminClient client = connection.open()) {
                output.table(
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
            return ExitCode.OK;
        }
    }

    /** Sends a test event. */
    @Command(name = "test", description = "Send a test event to a target.", mixinStandardHelpOptions = true)
    static final class Test implements Callable<Integer> {
        @Mixin
        private final AdminConnection connection = new AdminConnection();

        @Parameters(paramLabel = "NAME", description = "Name of the target.")
        private String name = "";

        @Override
        public Integer call() {
            try (AdminClient client = connection.open()) {
                client.testWebhook(name);
            }
            return ExitCode.OK;
        }
    }

    /** Shows what a target did not take. */
    @Command(
            name = "dead-letters",
            description = "Show the events a target did not take in the end.",
            mixinStandardHelpOptions = true)
    static final class DeadLetters implements Callable<Integer> {
        @Mixin
        private final AdminConnection connection = new AdminConnection();

        @Mixin
        private final Output output = new Output();

        @Parameters(paramLabel = "NAME", description = "Name of the target.")
        private String name = "";

        @Override
        public Integer call() {
            try (AdminClient client = connection.open()) {
                output.table(
                        client.deadLetters(name),
                        List.of("TIME", "REASON", "EVENT"),
                        letter -> List.of(letter.time(), letter.reason(), letter.document()));
            }
            return ExitCode.OK;
        }
    }

    /** Removes a target. */
    @Command(name = "remove", description = "Remove a target and what waits for it.", mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Integer> {
        @Mixin
        private final AdminConnection connection = new AdminConnection();

        @Parameters(paramLabel = "NAME", description = "Name of the target.")
        private String name = "";

        @Override
        public Integer call() {
            try (AdminClient client = connection.open()) {
                client.removeWebhook(name);
            }
            return ExitCode.OK;
        }
    }
}
