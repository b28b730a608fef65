package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AuditEntry;
import io.maxiofs.server.admin.api.Items;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows who did what. */
@Command(name = "audit", description = "Show who did what, the newest first.", mixinStandardHelpOptions = true)
final class AuditCommand extends PrintingCommand {
    private static final int PAGE = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--actor", paramLabel = "NAME", description = "Only what this user did.")
    private @Nullable String actor;

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            description = "Only this action, such as bucket.create; with a dot at the end all of a kind: bucket.")
    private @Nullable String action;

    @Option(names = "--resource", paramLabel = "TEXT", description = "Only resources that begin so: bucket/photos.")
    private @Nullable String resource;

    @Option(names = "--result", paramLabel = "RESULT", description = "success, refused or failed.")
    private @Nullable String result;

    @Option(names = "--from", paramLabel = "TIME", description = "Since then, such as 2026-01-31T00:00:00Z.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before then.")
    private @Nullable Instant to;

    @Option(names = "--text", paramLabel = "TEXT", description = "Only entries that have this text in them.")
    private @Nullable String text;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "Most entries; 50 by default.")
    private int limit = 50;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all entries that fit to a file, as CSV.")
    private @Nullable Path csv;

    @Override
    void run(AdminClient client, Output out) throws IOException {
        AuditEntry.Query query = new AuditEntry.Query(actor, action, resource, result, from, to, text);
        Path file = csv;
        if (file != null) {
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
                client.audit().csv(query, stream);
            }
            return;
        }
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is 1 at least");
        }
        out.table(
                entries(client, query),
                List.of("TIME", "WHO", "ACTION", "RESOURCE", "RESULT", "FROM"),
                entry -> List.of(
                        entry.time().toString(),
                        entry.actor().name().isEmpty()
                                ? "(" + entry.actor().kind() + ")"
                                : entry.actor().name(),
                        entry.action(),
                        entry.resource(),
                        entry.result(),
                        entry.actor().address()));
    }

    private List<AuditEntry> entries(AdminClient client, AuditEntry.Query query) {
        List<AuditEntry> entries = new ArrayList<>();
        String cursor = null;
        do {
            Items<AuditEntry> page = client.audit().entries(query, Math.min(PAGE, limit - entries.size()), cursor);
            entries.addAll(page.items());
            cursor = page.next();
        } while (cursor != null && entries.size() < limit);
        return entries;
    }
}
