package io.maxiofs.desktop.screen.connect;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.TraceEntry;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server with buckets and keys that grow. Safe on any thread. */
final class FakeConnect implements ConnectSource {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final String SECRET = "made/once+secret";

    final List<String> done = new CopyOnWriteArrayList<>();
    volatile List<String> buckets = List.of("photos", "backups");
    volatile List<AccessKeyDocument> keys = List.of(key("AKIAOLD", "active"), key("AKIAOFF", "disabled"));
    volatile List<TraceEntry> past = List.of();
    volatile URI endpoint = URI.create("http://192.168.1.5:9900");
    volatile @Nullable String refusal;

    static AccessKeyDocument key(String id, String status) {
        return new AccessKeyDocument(id, "anna", status, NOW, null, null, null, null);
    }

    static TraceEntry request(@Nullable String key, Instant time, int status, @Nullable String error) {
        return new TraceEntry(
                "id",
                time,
                new TraceEntry.Asked("ListObjectsV2", "list", "GET", "/photos", "photos", null),
                new TraceEntry.Result(status, error, error == null ? null : "Why it failed: " + error + ".", 0, 0),
                new TraceEntry.Timing(1, 1, 0, 0, 0),
                new TraceEntry.Sender("192.168.1.20", "restic", "restic", key, null, null, "HTTP/1.1"));
    }

    @Override
    public Facts facts() {
        return new Facts(List.of(endpoint, URI.create("http://127.0.0.1:9900")), "eu-home-1", buckets, keys);
    }

    @Override
    public AccessKeyDocument.Issued create(String bucket, String preset, String level) {
        done.add(bucket + " " + preset);
        List<String> more = new ArrayList<>(buckets);
        more.add(bucket);
        buckets = List.copyOf(more);
        return createKey(bucket, level);
    }

    @Override
    public AccessKeyDocument.Issued createKey(String bucket, String level) {
        String why = refusal;
        if (why != null) {
            throw new IllegalStateException(why);
        }
        done.add(bucket + " key " + level);
        AccessKeyDocument made = key("AKIANEW" + done.size(), "active");
        List<AccessKeyDocument> more = new ArrayList<>(keys);
        more.add(made);
        keys = List.copyOf(more);
        return new AccessKeyDocument.Issued(made, SECRET);
    }

    @Override
    public String authority(URI of) {
        return "-----BEGIN CERTIFICATE-----\n";
    }

    @Override
    public List<TraceEntry> requests(Instant since) {
        return past;
    }
}
