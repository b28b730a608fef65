package io.maxiofs.storage.change;

import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.FileReplacement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that says which subscribers there are and what they have acknowledged. Positions in it may be behind, never
 * ahead. It is not part of the data: without it nothing is kept for anybody until subscribers register again.
 */
final class SubscriberFile {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriberFile.class);
    private static final String FIRST_LINE = "maxiofs-subscribers 1";
    private static final String LAST_LINE = "end";
    private static final int MAX_BYTES = 64 * 1024;

    private final FileReplacement files;
    private final Path path;

    SubscriberFile(Disk disk, Path path) {
        this.files = new FileReplacement(disk);
        this.path = path;
    }

    SortedMap<String, Long> read() {
        try {
            Optional<byte[]> content = files.read(path, MAX_BYTES);
            if (content.isEmpty()) {
                return new TreeMap<>();
            }
            Optional<SortedMap<String, Long>> known = decode(content.get());
            if (known.isPresent()) {
                return known.get();
            }
            LOG.warn("{} is not understood; subscribers are told what they missed when they register", path);
        } catch (IOException e) {
            LOG.warn("{} cannot be read; subscribers are told what they missed when they register", path, e);
        }
        return new TreeMap<>();
    }

    private static Optional<SortedMap<String, Long>> decode(byte[] bytes) {
        List<String> lines =
                new String(bytes, StandardCharsets.US_ASCII).lines().toList();
        if (lines.size() < 2
                || !lines.getFirst().equals(FIRST_LINE)
                || !lines.getLast().equals(LAST_LINE)) {
            return Optional.empty();
        }
        SortedMap<String, Long> positions = new TreeMap<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            int split = line.indexOf('=');
            try {
                if (split < 0) {
                    return Optional.empty();
                }
                positions.put(line.substring(0, split), Long.parseLong(line.substring(split + 1)));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return Optional.of(positions);
    }

    void write(Map<String, Long> positions) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(FIRST_LINE);
        positions.forEach((name, position) -> lines.add(name + "=" + position));
        lines.add(LAST_LINE);
        lines.add("");
        files.replace(path, String.join("\n", lines).getBytes(StandardCharsets.US_ASCII));
    }
}
