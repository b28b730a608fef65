package io.maxiofs.server.event.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maxiofs.storage.file.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The targets there are, kept in a file that only the server's user can open. Reads are answered from memory; changes are
 * durable when they return. Safe on any thread.
 */
public final class WebhookTargets {
    /** Targets there may be; each has a thread. */
    public static final int MAX_TARGETS = 32;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrivateFiles files;
    private final Path file;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, WebhookTarget> targets;

    private WebhookTargets(PrivateFiles files, Path file, Map<String, WebhookTarget> targets) {
        this.files = files;
        this.file = file;
        this.targets = targets;
    }

    /** Told of targets that are there now, or not any more. Called by whoever makes the change, one at a time. */
    public interface Listener {
        void added(WebhookTarget target);

        void removed(String name);
    }

    /** @throws IOException if the file cannot be read or is none of ours */
    public static WebhookTargets open(PrivateFiles files, Path file) throws IOException {
        Map<String, WebhookTarget> targets = new TreeMap<>();
        Optional<byte[]> content = files.read(file);
        if (content.isPresent()) {
            try {
                for (JsonNode node : JSON.readTree(content.get()).path("targets")) {
                    WebhookTarget target = new WebhookTarget(
                            node.path("name").asText(),
                            URI.create(node.path("url").asText()),
                            node.path("secret").asText(""));
                    targets.put(target.name(), target);
                }
            } catch (IllegalArgumentException e) {
                throw new IOException("The file " + file + " has a target that cannot be used: " + e.getMessage(), e);
            }
        }
        return new WebhookTargets(files, file, targets);
    }

    /** Tells of every change from now on. */
    public void onChange(Listener listener) {
        listeners.add(listener);
    }

    public List<WebhookTarget> list() {
        return List.copyOf(targets.values());
    }

    public Optional<WebhookTarget> find(String name) {
        return Optional.ofNullable(targets.get(name));
    }

    /**
     * Adds a target.
     *
     * @return false if there is one of this name
     * @throws IllegalStateException if there are too many
     */
    public synchronized boolean add(WebhookTarget target) {
        if (targets.containsKey(target.name())) {
            return false;
        }
        if (targets.size() >= MAX_TARGETS) {
            throw new IllegalStateException("There are " + MAX_TARGETS + " webhooks already");
        }
        Map<String, WebhookTarget> next = new TreeMap<>(targets);
        next.put(target.name(), target);
        replace(next);
        listeners.forEach(listener -> listener.added(target));
        return true;
    }

    /** Removes a target and what waits for it; false if there is none. */
    public synchronized boolean remove(String name) {
        if (!targets.containsKey(name)) {
            return false;
        }
        Map<String, WebhookTarget> next = new TreeMap<>(targets);
        next.remove(name);
        replace(next);
        listeners.forEach(listener -> listener.removed(name));
        return true;
    }

    private void replace(Map<String, WebhookTarget> next) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode array = root.putArray("targets");
        for (WebhookTarget target : new ArrayList<>(next.values())) {
            array.addObject()
                    .put("name", target.name())
                    .put("url", target.url().toString())
                    .put("secret", target.secret());
        }
        try {
            files.write(file, JSON.writeValueAsBytes(root));
        } catch (IOException e) {
            throw new UncheckedIOException("The list of webhooks cannot be written", e);
        }
        targets = next;
    }
}
