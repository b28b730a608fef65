package io.maxiofs.storage.reference;

import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.UploadId;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.reference.ModelBucket.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists by looking at everything: all rows in order, then those behind the marker, then as many as fit. */
final class InMemoryListing implements ObjectListing {
    private final ModelState state;

    InMemoryListing(ModelState state) {
        this.state = state;
    }

    /** An entry, or a common prefix if {@code entry} is null. */
    private record Row<T>(String name, @Nullable T entry) {}

    @Override
    public Page<ObjectVersion> listObjects(Query query, @Nullable String after) {
        return state.read(() -> {
            List<Row<ObjectVersion>> all = new ArrayList<>();
            state.bucket(query.bucket()).keys.forEach((key, versions) -> {
                if (!versions.getFirst().version().isDeleteMarker()) {
                    all.add(new Row<>(key.value(), versions.getFirst().version()));
                }
            });
            List<Row<ObjectVersion>> behind = rolledUp(query, all).stream()
                    .filter(row -> after == null || order(row.name(), after) > 0)
                    .toList();
            return page(query, behind);
        });
    }

    @Override
    public VersionPage listVersions(Query query, @Nullable String keyMarker, @Nullable String versionMarker) {
        return state.read(() -> {
            List<Row<VersionEntry>> all = new ArrayList<>();
            state.bucket(query.bucket()).keys.forEach((key, versions) -> {
                for (Version version : versions) {
                    boolean latest = version.equals(versions.getFirst());
                    all.add(new Row<>(key.value(), new VersionEntry(version.version(), latest)));
                }
            });
            List<Row<VersionEntry>> behind = rolledUp(query, all).stream()
                    .filter(row -> isBehind(row, keyMarker, versionMarker, all))
                    .toList();
            Page<VersionEntry> page = page(query, behind);
            boolean endsWithVersion = page.isTruncated()
                    && !page.entries().isEmpty()
                    && page.entries().getLast().version().key().value().equals(page.nextMarker());
            return new VersionPage(
                    page.entries(),
                    page.commonPrefixes(),
                    page.nextMarker(),
                    endsWithVersion ? page.entries().getLast().version().versionText() : null);
        });
    }

    private static boolean isBehind(
            Row<VersionEntry> row,
            @Nullable String keyMarker,
            @Nullable String versionMarker,
            List<Row<VersionEntry>> all) {
        if (keyMarker == null || order(row.name(), keyMarker) > 0) {
            return true;
        }
        VersionEntry entry = row.entry();
        if (entry == null || versionMarker == null || !row.name().equals(keyMarker)) {
            return false;
        }
        // A null version that is gone by now says nothing of its place: rather tell versions twice than leave one out.
        return markedVersion(keyMarker, versionMarker, all)
                .map(id -> entry.version().id().compareTo(id) < 0)
                .orElse(true);
    }

    private static Optional<VersionId> markedVersion(String key, String marker, List<Row<VersionEntry>> all) {
        if (!marker.equals(VersionId.NULL_TEXT)) {
            return VersionId.parse(marker);
        }
        for (Row<VersionEntry> row : all) {
            VersionEntry entry = row.entry();
            if (row.name().equals(key) && entry != null && entry.version().nullVersion()) {
                return Optional.of(entry.version().id());
            }
        }
        return Optional.empty();
    }

    @Override
    public Page<MultipartUpload> listUploads(Query query, @Nullable String keyMarker, @Nullable String uploadMarker) {
        return state.read(() -> {
            List<Row<MultipartUpload>> all = new ArrayList<>();
            state.bucket(query.bucket())
                    .uploads
                    .forEach((key, uploads) ->
                            uploads.values().forEach(upload -> all.add(new Row<>(key.value(), upload.upload()))));
            Optional<UploadId> mark = Optional.ofNullable(uploadMarker).flatMap(UploadId::parse);
            List<Row<MultipartUpload>> behind = rolledUp(query, all).stream()
                    .filter(row -> isBehind(row, keyMarker, mark))
                    .toList();
            return page(query, behind);
        });
    }

    private static boolean isBehind(Row<MultipartUpload> row, @Nullable String keyMarker, Optional<UploadId> mark) {
        if (keyMarker == null || order(row.name(), keyMarker) > 0) {
            return true;
        }
        MultipartUpload upload = row.entry();
        return upload != null
                && row.name().equals(keyMarker)
                && mark.filter(m -> upload.id().compareTo(m) > 0).isPresent();
    }

    /** Rows under the prefix, in order, those with the delimiter behind it rolled up. */
    private static <T> List<Row<T>> rolledUp(Query query, List<Row<T>> all) {
        List<Row<T>> rows = new ArrayList<>();
        for (Row<T> row : all) {
            if (!row.name().startsWith(query.prefix())) {
                continue;
            }
            String delimiter = query.delimiter();
            int at = delimiter == null
                    ? -1
                    : row.name().indexOf(delimiter, query.prefix().length());
            if (delimiter == null || at < 0) {
                rows.add(row);
                continue;
            }
            String prefix = row.name().substring(0, at + delimiter.length());
            boolean known = !rows.isEmpty()
                    && rows.getLast().entry() == null
                    && rows.getLast().name().equals(prefix);
            if (!known) {
                rows.add(new Row<>(prefix, null));
            }
        }
        return rows;
    }

    private static <T> Page<T> page(Query query, List<Row<T>> rows) {
        List<Row<T>> shown = rows.subList(0, Math.min(query.limit(), rows.size()));
        List<T> entries = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        for (Row<T> row : shown) {
            T entry = row.entry();
            if (entry == null) {
                prefixes.add(row.name());
            } else {
                entries.add(entry);
            }
        }
        boolean more = !shown.isEmpty() && shown.size() < rows.size();
        return new Page<>(
                List.copyOf(entries),
                List.copyOf(prefixes),
                more ? shown.getLast().name() : null);
    }

    /** Order of the names' bytes, as S3 lists them. */
    private static int order(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
