package io.maxiofs.server.s3.operation.listing;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.caller.MapHeaders;
import io.maxiofs.server.s3.operation.caller.MemoryBody;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersionId;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a page of 1,000 keys costs beside the index: reading the query and writing the document. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ListObjectsV2Benchmark {
    private static final int KEYS = 1000;

    @Param({"", "url"})
    public String encoding = "";

    private final ListObjectsV2Handler handler = new ListObjectsV2Handler(new OnePage());

    @Benchmark
    public S3Response page() {
        Map<String, List<String>> query = Map.of(
                "list-type",
                List.of("2"),
                "prefix",
                List.of("photos/"),
                "encoding-type",
                List.of(encoding),
                "fetch-owner",
                List.of("true"));
        return handler.handle(new S3Request(
                S3Operation.LIST_OBJECTS_V2,
                "bucket",
                null,
                new QueryParameters(query),
                MapHeaders.of(),
                MemoryBody.of(new byte[0]),
                new S3Request.Origin(
                        "id",
                        Principal.ANONYMOUS,
                        InetAddress.getLoopbackAddress(),
                        Instant.EPOCH,
                        "/bucket",
                        "localhost",
                        false)));
    }

    /** Always the same full page. */
    private static final class OnePage implements ObjectListing {
        private final Page<ObjectVersion> page;

        OnePage() {
            Owner owner = new Owner("ab".repeat(32), "owner");
            List<ObjectVersion> versions = new ArrayList<>();
            for (int i = 0; i < KEYS; i++) {
                ObjectKey key = ObjectKey.of(String.format("photos/2026/holiday in spring/IMG_%06d.jpeg", i));
                Checksum checksum = Checksum.ofWhole(ChecksumAlgorithm.CRC64NVME, new byte[8]);
                ObjectContent content = new ObjectContent(
                        4_000_000L + i, ETag.ofMd5(new byte[16]), checksum, Encryption.NONE, List.of());
                versions.add(new ObjectVersion(
                        key,
                        new VersionId(i, 1),
                        true,
                        Instant.ofEpochSecond(1_770_000_000L + i),
                        owner,
                        content,
                        ObjectProperties.NONE,
                        ObjectProtection.NONE));
            }
            page = new Page<>(versions, List.of(), versions.getLast().key().value());
        }

        @Override
        public Page<ObjectVersion> listObjects(Query query, @Nullable String after) {
            return page;
        }

        @Override
        public VersionPage listVersions(Query query, @Nullable String keyMarker, @Nullable String versionMarker) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page<MultipartUpload> listUploads(
                Query query, @Nullable String keyMarker, @Nullable String uploadMarker) {
            throw new UnsupportedOperationException();
        }
    }
}
