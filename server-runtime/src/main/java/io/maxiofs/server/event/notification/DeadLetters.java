package io.maxiofs.server.event.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.maxiofs.storage.file.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a target did not take in the end: the newest of them, for a person to look at. One private file for each target.
 * Safe on any thread; blocks on the disk.
 */
public final class DeadLetters {
    /** Kept for each target; older ones go. */
    static final int MAX_LETTERS = 100;

    /** Of a document; what is longer is cut. */
    private static final int MAX_DOCUMENT_CHARACTERS = 8 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrivateFiles files;
    private final Path directory;

    public DeadLetters(PrivateFiles files, Path directory) {
        this.files = files;
        this.directory = directory;
    }

    /** @param reason why it was not taken, at the last attempt */
    public record Letter(Instant time, String reason, String document) {}

    /** Keeps a letter. That it cannot be kept is logged, with the letter itself being lost. */
    synchronized void add(String target, Letter letter) {
        try {
            List<Letter> letters = new ArrayList<>(list(target));
            letters.add(letter);
            while (letters.size() > MAX_LETTERS) {
                letters.removeFirst();
            }
            ArrayNode array = JSON.createArrayNode();
            for (Letter one : letters) {
                String document = one.document();
                array.addObject()
                        .put("time", one.time().toString())
                        .put("reason", one.reason())
                        .put(
                                "document",
                                document.length() > MAX_DOCUMENT_CHARACTERS
                                        ? document.substring(0, MAX_DOCUMENT_CHARACTERS)
                                        : document);
            }
            files.createDirectory(directory);
            files.write(file(target), JSON.writeValueAsString(array).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.error("An event that {} did not take cannot be kept: {}", target, letter.document(), e);
        }
    }

    /** The letters of a target, the newest last. */
    public synchronized List<Letter> list(String target) throws IOException {
        byte[] content = files.read(file(target)).orElse(new byte[0]);
        List<Letter> letters = new ArrayList<>();
        if (content.length > 0) {
            for (JsonNode node : JSON.readTree(content)) {
                letters.add(new Letter(
                        Instant.parse(node.path("time").asText(Instant.EPOCH.toString())),
                        node.path("reason").asText(),
                        node.path("document").asText()));
            }
        }
        return letters;
    }

    /** Throws the letters of a target away. */
    synchronized void clear(String target) throws IOException {
        files.delete(file(target));
    }

    private Path file(String target) {
        return directory.resolve(target + ".json");
    }
}
