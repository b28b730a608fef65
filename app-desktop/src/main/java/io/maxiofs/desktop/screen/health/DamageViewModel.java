package io.maxiofs.desktop.screen.health;

import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.Desk;
import io.maxiofs.desktop.screen.ServerJobs;
import io.maxiofs.server.admin.api.HealthDocument.Affected;
import io.maxiofs.server.admin.api.HealthDocument.Damage;
import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.RepairDocument;
import io.maxiofs.server.admin.api.RepairDocument.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is damaged, in words, and what a person may do about it. Used on the user interface thread. */
final class DamageViewModel {
    private final Port port;
    private final Desk desk;
    private final ServerJobs jobs;
    private final Texts texts;
    private final Runnable reload;

    /** What is asked of the server. Calls block. */
    interface Port {
        JobDocument begin(RepairDocument.Request request);

        /** Gives the server the bytes of a version. */
        JobDocument give(Version version, Path file) throws IOException;

        static Port of(Session session) {
            return new Port() {
                @Override
                public JobDocument begin(RepairDocument.Request request) {
                    return session.admin().repairs().begin(request);
                }

                @Override
                public JobDocument give(Version version, Path file) throws IOException {
                    return session.admin().repairs().give(version, file);
                }
            };
        }
    }

    /** @param reload asks again what is damaged, after a repair */
    DamageViewModel(Port port, Desk desk, ServerJobs jobs, Runnable reload) {
        this.port = port;
        this.desk = desk;
        this.jobs = jobs;
        this.texts = desk.texts();
        this.reload = reload;
    }

    /** What can be done, in the order in which a person should try it. */
    enum Action {
        REREAD,
        COPY,
        REWRITE,
        FILE,
        REMOVE;

        /** As documents and keys of texts name it. */
        String text() {
            return switch (this) {
                case REREAD -> "reread";
                case COPY -> "copy";
                case REWRITE -> "rewrite";
                case FILE -> "file";
                case REMOVE -> "remove";
            };
        }
    }

    List<Action> actions(Damage damage) {
        List<Action> offered = new ArrayList<>(List.of(Action.values()));
        offered.removeIf(
                action -> damage.affected() == null || !damage.repairs().contains(action.text()));
        return offered;
    }

    String label(Action action) {
        return texts.get("health.damage." + action.text());
    }

    Tone tone(Damage damage) {
        return switch (damage.severity()) {
            case "lost" -> Tone.BAD;
            case "waste" -> Tone.NEUTRAL;
            default -> Tone.WARNING;
        };
    }

    /** What would be lost. */
    String severity(Damage damage) {
        String key = "health.damage.severity." + damage.severity().replace('_', '-');
        return texts.has(key) ? texts.get(key) : damage.severity();
    }

    /** What it is about. */
    String title(Damage damage) {
        Affected affected = damage.affected();
        return affected == null ? texts.get("health.damage.store") : name(affected.version());
    }

    private String name(Version version) {
        return texts.get("health.damage.object", version.key(), version.bucket());
    }

    /** Sentences about what is damaged, where a good copy is and what stands in the way. */
    List<String> sentences(Damage damage) {
        List<String> sentences = new ArrayList<>();
        Affected affected = damage.affected();
        if (affected == null) {
            sentences.add(texts.get("health.damage.no-object"));
        } else {
            sentences.add(what(affected));
            Version copy = damage.copy();
            if (copy != null) {
                sentences.add(texts.get("health.damage.good-copy", name(copy)));
            }
            for (String obstacle : damage.obstacles()) {
                String key = "health.damage.obstacle." + obstacle.replace('_', '-');
                sentences.add(texts.has(key) ? texts.get(key) : obstacle);
            }
        }
        return sentences;
    }

    private String what(Affected affected) {
        String size = texts.formats().bytes(affected.size());
        String version = affected.version().versionId().equals("null")
                ? texts.get("health.damage.only-version", size)
                : texts.get("health.damage.version", affected.version().versionId(), size);
        Long from = affected.from();
        Long to = affected.to();
        if (from == null || to == null) {
            return version;
        }
        String range = texts.get("health.damage.range", from, to);
        if (affected.parts().isEmpty()) {
            return version + " " + range;
        }
        String parts = affected.parts().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return version + " " + range + " "
                + texts.get("health.damage.parts", affected.parts().size(), parts);
    }

    /** Does it, or asks first. */
    void act(Damage damage, Action action) {
        Affected affected = damage.affected();
        if (affected == null) {
            return;
        }
        Version version = affected.version();
        switch (action) {
            case REREAD, COPY, REWRITE -> begin(version, action);
            case FILE ->
                desk.dialogs().openFiles(texts.get("health.damage.file.title", version.key()), chosen -> {
                    if (!chosen.isEmpty()) {
                        give(version, chosen.getFirst());
                    }
                });
            case REMOVE ->
                desk.dialogs()
                        .confirm(
                                new Dialogs.Confirmation(
                                        texts.get("health.damage.remove.title"),
                                        texts.get("health.damage.remove.detail"),
                                        List.of(name(version) + ". " + what(affected)),
                                        texts.get("health.damage.remove.action")),
                                () -> begin(version, action));
        }
    }

    private void begin(Version version, Action action) {
        RepairDocument.Request request =
                new RepairDocument.Request(version.bucket(), version.key(), version.versionId(), action.text());
        jobs.follow(job(version, action), () -> port.begin(request), ended -> reload.run());
    }

    private void give(Version version, Path file) {
        jobs.follow(job(version, Action.FILE), () -> port.give(version, file), ended -> reload.run());
    }

    private String job(Version version, Action action) {
        return texts.get("health.damage.job." + action.text(), version.key());
    }

    /** What a server says of it in its own words. */
    @Nullable String technical(Damage damage) {
        return damage.detail().isBlank() ? null : damage.detail();
    }
}
