package io.maxiofs.server.event.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maxiofs.server.event.OwnObjects;
import io.maxiofs.server.policy.ServiceRights;
import io.maxiofs.server.s3.xml.UrlEncoding;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectListing.Page;
import io.maxiofs.storage.api.ObjectListing.Query;
import io.maxiofs.storage.api.ObjectListing.VersionEntry;
import io.maxiofs.storage.api.ObjectListing.VersionPage;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ObjectVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes inventories: the list, compressed; then the manifest that names it, and the manifest's checksum last. Memory does not
 * grow with the bucket. Blocks.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html">Inventory
 *     lists</a>
 */
public final class InventoryReport {
    private static final int PAGE = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ObjectListing listing;
    private final OwnObjects objects;
    private final RandomGenerator random;

    /** @param random makes the names of lists */
    public InventoryReport(ObjectListing listing, OwnObjects objects, RandomGenerator random) {
        this.listing = listing;
        this.objects = objects;
        this.random = random;
    }

    /** Key of the manifest of the inventory that is made at a moment. */
    public static String manifestKey(Bucket source, InventoryConfiguration inventory, Instant when) {
        return folder(source, inventory) + FOLDER.format(when) + "/manifest.json";
    }

    /** Whether all parts of an inventory may be written where they go. */
    public static boolean mayBeWritten(
            ServiceRights rights, Bucket source, Bucket destination, InventoryConfiguration inventory) {
        String folder = folder(source, inventory);
        String part = folder + FOLDER.format(Instant.EPOCH);
        return Stream.of(folder + "data/0.csv.gz", part + "/manifest.json", part + "/manifest.checksum")
                .allMatch(key -> rights.mayWrite(ServiceRights.S3, source, destination, key));
    }

    private static String folder(Bucket source, InventoryConfiguration inventory) {
        String prefix = inventory.destinationPrefix();
        String start = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        return start + source.name() + "/" + inventory.id() + "/";
    }

    /**
     * Writes an inventory of the bucket as it is while it is listed.
     *
     * @throws io.maxiofs.storage.api.StorageException if it cannot be read or written
     */
    public void write(Bucket source, Bucket destination, InventoryConfiguration inventory, Instant when) {
        write(source, destination, inventory, when, lines -> {});
    }

    /**
     * As the other.
     *
     * @param progress told after each page how many lines it had; what it throws ends the writing, and nothing is left of it
     */
    public void write(
            Bucket source, Bucket destination, InventoryConfiguration inventory, Instant when, IntConsumer progress) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        String key = folder(source, inventory) + "data/" + HexFormat.of().formatHex(id) + ".csv.gz";
        ObjectVersion list = objects.put(
                destination, key, "application/octet-stream", body -> writeList(source, inventory, body, progress));
        byte[] manifest = manifest(source, inventory, when, list);
        String manifestKey = manifestKey(source, inventory, when);
        ObjectVersion written = objects.put(destination, manifestKey, "application/json", manifest);
        objects.put(
                destination,
                manifestKey.replace("manifest.json", "manifest.checksum"),
                "text/plain",
                written.requireContent().etag().value().getBytes(StandardCharsets.US_ASCII));
    }

    private void writeList(Bucket source, InventoryConfiguration inventory, BodyWriter body, IntConsumer progress) {
        try (OutputStream out = new GZIPOutputStream(new BodyStream(body), 64 << 10)) {
            if (inventory.allVersions()) {
                writeVersions(source, inventory, out, progress);
            } else {
                writeCurrent(source, inventory, out, progress);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeCurrent(Bucket source, InventoryConfiguration inventory, OutputStream out, IntConsumer progress)
            throws IOException {
        Query query = new Query(source.name(), inventory.filterPrefix(), null, PAGE);
        String after = null;
        do {
            Page<ObjectVersion> page = listing.listObjects(query, after);
            for (ObjectVersion version : page.entries()) {
                out.write(line(source, inventory, version, null));
            }
            progress.accept(page.entries().size());
            after = page.nextMarker();
        } while (after != null);
    }

    private void writeVersions(Bucket source, InventoryConfiguration inventory, OutputStream out, IntConsumer progress)
            throws IOException {
        Query query = new Query(source.name(), inventory.filterPrefix(), null, PAGE);
        String key = null;
        String version = null;
        do {
            VersionPage page = listing.listVersions(query, key, version);
            for (VersionEntry entry : page.entries()) {
                out.write(line(source, inventory, entry.version(), entry));
            }
            progress.accept(page.entries().size());
            key = page.nextKeyMarker();
            version = page.nextVersionMarker();
        } while (key != null);
    }

    private static byte[] line(
            Bucket source, InventoryConfiguration inventory, ObjectVersion version, @Nullable VersionEntry entry) {
        StringBuilder line = new StringBuilder(200);
        append(line, source.name().value());
        append(line, UrlEncoding.encodeAsForm(version.key().value()));
        if (entry != null) {
            append(line, version.nullVersion() ? "" : version.id().text());
            append(line, Boolean.toString(entry.isLatest()));
            append(line, Boolean.toString(version.isDeleteMarker()));
        }
        inventory.fields().forEach(field -> append(line, field.of(version)));
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder line, String value) {
        line.append(line.isEmpty() ? "\"" : ",\"")
                .append(value.replace("\"", "\"\""))
                .append('"');
    }

    private static byte[] manifest(Bucket source, InventoryConfiguration inventory, Instant when, ObjectVersion list) {
        List<String> schema = new ArrayList<>(List.of("Bucket", "Key"));
        if (inventory.allVersions()) {
            schema.addAll(List.of("VersionId", "IsLatest", "IsDeleteMarker"));
        }
        inventory.fields().forEach(field -> schema.add(field.wireName()));
        ObjectNode manifest = JSON.createObjectNode()
                .put("sourceBucket", source.name().value())
                .put("destinationBucket", "arn:aws:s3:::" + inventory.destination())
                .put("version", "2016-11-30")
                .put("creationTimestamp", Long.toString(when.toEpochMilli()))
                .put("fileFormat", "CSV")
                .put("fileSchema", String.join(", ", schema));
        manifest.putArray("files")
                .addObject()
                .put("key", list.key().value())
                .put("size", list.requireContent().size())
                .put("MD5checksum", list.requireContent().etag().value());
        try {
            return JSON.writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can always be written", e);
        }
    }

    /** A body as a stream; ending it is the business of whoever began it. */
    private static final class BodyStream extends OutputStream {
        private final BodyWriter body;

        BodyStream(BodyWriter body) {
            this.body = body;
        }

        @Override
        public void write(int b) {
            body.write(ByteBuffer.wrap(new byte[] {(byte) b}));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            body.write(ByteBuffer.wrap(bytes, offset, length));
        }
    }
}
