package io.maxiofs.desktop.screen.connect;

import io.maxiofs.desktop.connect.Connection;
import io.maxiofs.desktop.connect.Shell;
import io.maxiofs.desktop.connect.Snippet;
import io.maxiofs.desktop.connect.Snippets;
import io.maxiofs.desktop.connect.Tool;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Failures;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.TraceEntry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Makes the steps for a tool, a bucket and a key, and watches for the first request. Used on the user interface thread. */
final class ConnectViewModel {
    static final List<String> PRESETS = List.of("plain", "backup", "immutable-backup", "shared-files");
    static final List<String> LEVELS = List.of(
            AccessGridDocument.READ_WRITE,
            AccessGridDocument.APPEND_ONLY,
            AccessGridDocument.READ,
            AccessGridDocument.FULL);

    private final ConnectSource source;
    private final Background background;
    private final Notices notices;
    private final Texts texts;
    private final InstantSource clock;
    private final Shell shell;
    private final Failures failures;
    private final Loader<ConnectSource.Facts> loader;
    private final ObservableList<URI> endpoints = FXCollections.observableArrayList();
    private final ObservableList<String> buckets = FXCollections.observableArrayList();
    private final ObservableList<String> keys = FXCollections.observableArrayList();
    private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(this, "tool", Tool.RESTIC);
    private final ObjectProperty<@Nullable URI> endpoint = new SimpleObjectProperty<>(this, "endpoint");
    private final ObjectProperty<@Nullable String> bucket = new SimpleObjectProperty<>(this, "bucket");
    private final ObjectProperty<@Nullable String> key = new SimpleObjectProperty<>(this, "key");
    private final StringProperty newBucket = new SimpleStringProperty(this, "newBucket", "");
    private final StringProperty preset = new SimpleStringProperty(this, "preset", PRESETS.getFirst());
    private final StringProperty level = new SimpleStringProperty(this, "level", LEVELS.getFirst());
    private final BooleanProperty busy = new SimpleBooleanProperty(this, "busy");
    private final ReadOnlyObjectWrapper<@Nullable Snippet> snippet = new ReadOnlyObjectWrapper<>(this, "snippet");
    private final ReadOnlyObjectWrapper<FirstRequest> first =
            new ReadOnlyObjectWrapper<>(this, "first", FirstRequest.NONE);
    private final ReadOnlyBooleanWrapper secretKnown = new ReadOnlyBooleanWrapper(this, "secretKnown");
    private final Map<String, String> secrets = new HashMap<>();
    private @Nullable Path authorityFile;
    private Instant watchedSince;
    private String watchedKey = "";

    /** @param shell of the person's computer */
    ConnectViewModel(
            ConnectSource source,
            Background background,
            Notices notices,
            Texts texts,
            InstantSource clock,
            Shell shell) {
        this.source = source;
        this.background = background;
        this.notices = notices;
        this.texts = texts;
        this.clock = clock;
        this.shell = shell;
        this.failures = new Failures(texts);
        this.watchedSince = clock.instant();
        this.loader = new Loader<>(background, failures::explain);
        loader.valueProperty().subscribe(this::arrived);
        tool.subscribe((before, now) -> restart());
        key.subscribe((before, now) -> restart());
        endpoint.subscribe((before, now) -> write());
        bucket.subscribe((before, now) -> write());
    }

    ReadOnlyObjectProperty<LoadState> stateProperty() {
        return loader.stateProperty();
    }

    ObservableList<URI> endpoints() {
        return endpoints;
    }

    ObservableList<String> buckets() {
        return buckets;
    }

    /** Ids of access keys. */
    ObservableList<String> keys() {
        return keys;
    }

    ObjectProperty<Tool> toolProperty() {
        return tool;
    }

    ObjectProperty<@Nullable URI> endpointProperty() {
        return endpoint;
    }

    ObjectProperty<@Nullable String> bucketProperty() {
        return bucket;
    }

    ObjectProperty<@Nullable String> keyProperty() {
        return key;
    }

    /** Name of the bucket to create; if it exists, only a key for it is made. */
    StringProperty newBucketProperty() {
        return newBucket;
    }

    StringProperty presetProperty() {
        return preset;
    }

    StringProperty levelProperty() {
        return level;
    }

    /** While something is being made. */
    BooleanProperty busyProperty() {
        return busy;
    }

    /** Null while a bucket or a key is missing. */
    ReadOnlyObjectProperty<@Nullable Snippet> snippetProperty() {
        return snippet.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<FirstRequest> firstProperty() {
        return first.getReadOnlyProperty();
    }

    /** Whether the steps carry the secret, or a placeholder for it. */
    ReadOnlyBooleanProperty secretKnownProperty() {
        return secretKnown.getReadOnlyProperty();
    }

    void load() {
        loader.load(texts.get("connect.loading"), source::facts);
    }

    private void arrived(ConnectSource.@Nullable Facts facts) {
        if (facts == null) {
            return;
        }
        URI oldEndpoint = endpoint.get();
        String oldBucket = bucket.get();
        String oldKey = key.get();
        endpoints.setAll(facts.endpoints());
        buckets.setAll(facts.buckets());
        keys.setAll(facts.keys().stream()
                .filter(document -> document.status().equals("active"))
                .map(AccessKeyDocument::id)
                .toList());
        endpoint.set(endpoints.contains(oldEndpoint) ? oldEndpoint : endpoints.getFirst());
        bucket.set(buckets.contains(oldBucket) ? oldBucket : buckets.isEmpty() ? null : buckets.getFirst());
        key.set(keys.contains(oldKey) ? oldKey : keys.isEmpty() ? null : keys.getFirst());
        write();
    }

    /** Makes the bucket unless it exists, and a key for it, and chooses both. */
    void create() {
        String name = newBucket.get().strip();
        String with = level.get();
        String as = preset.get();
        boolean exists = buckets.contains(name);
        Callable<AccessKeyDocument.Issued> job =
                exists ? () -> source.createKey(name, with) : () -> source.create(name, as, with);
        busy.set(true);
        background.run(texts.get("connect.creating"), job, issued -> created(name, issued), failure -> {
            busy.set(false);
            notices.error(failures.explain(failure));
            load();
        });
    }

    private void created(String name, AccessKeyDocument.Issued issued) {
        busy.set(false);
        String id = issued.key().id();
        secrets.put(id, issued.secretKey());
        if (!buckets.contains(name)) {
            buckets.add(name);
        }
        keys.add(id);
        bucket.set(name);
        key.set(id);
        newBucket.set("");
        notices.success(texts.get("connect.created", name));
        // In place of a load that was under way and does not know the new bucket.
        load();
    }

    /** Saves the certificate of the server's authority; from then on the steps name the file. */
    void saveAuthority(Path file) {
        URI from = endpoint.get();
        if (from == null) {
            return;
        }
        background.run(
                texts.get("connect.saving"),
                () -> Files.writeString(file, source.authority(from), StandardCharsets.US_ASCII),
                saved -> {
                    authorityFile = saved;
                    write();
                    notices.success(texts.get("connect.saved", saved));
                },
                failure -> notices.error(failures.explain(failure)));
    }

    /** Saves the text of a step, readable by its owner only where the file system knows owners. */
    void save(String text, Path file) {
        background.run(
                texts.get("connect.saving"),
                () -> SecretFile.write(file, text),
                saved -> notices.success(texts.get("connect.saved", saved)),
                failure -> notices.error(failures.explain(failure)));
    }

    /** Whether the tool refuses this server because it has no TLS. */
    boolean lacksTls() {
        URI to = endpoint.get();
        return to != null && tool.get().needsTls() && !"https".equalsIgnoreCase(to.getScheme());
    }

    boolean hasTls() {
        URI to = endpoint.get();
        return to != null && "https".equalsIgnoreCase(to.getScheme());
    }

    private void restart() {
        watchedSince = clock.instant();
        watchedKey = "";
        write();
    }

    private void write() {
        URI to = endpoint.get();
        String in = bucket.get();
        String with = key.get();
        ConnectSource.Facts facts = loader.value();
        if (to == null || in == null || with == null || facts == null) {
            snippet.set(null);
            first.set(FirstRequest.NONE);
            return;
        }
        String secret = secrets.get(with);
        secretKnown.set(secret != null);
        Path authority = authorityFile;
        Connection connection = new Connection(
                to, facts.region(), in, with, secret, authority == null || !hasTls() ? null : authority.toString());
        snippet.set(Snippets.write(tool.get(), connection, shell));
        FirstRequest known = first.get();
        if (known.state() == FirstRequest.State.NO_KEY || !watchedKey.equals(with)) {
            watchedKey = with;
            first.set(FirstRequest.WAITING);
        }
    }

    /** A request ended. */
    void traced(TraceEntry entry) {
        String with = key.get();
        if (with != null && first.get().state() != FirstRequest.State.NO_KEY) {
            first.set(first.get().after(entry, with, watchedSince));
        }
    }

    /** Looks for requests whose events were missed. */
    void lookBack() {
        Instant since = watchedSince;
        background.run(
                texts.get("connect.loading"),
                () -> source.requests(since),
                entries -> entries.reversed().forEach(this::traced),
                failure -> notices.warning(failures.explain(failure)));
    }
}
