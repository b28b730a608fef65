package io.maxiofs.server.s3.request;

import io.maxiofs.server.s3.error.ErrorMapping;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.Route.Scope;
import io.maxiofs.storage.model.KeyTooLongException;
import io.maxiofs.storage.model.ObjectKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the head of a request into what it asks for. Immutable. */
public final class S3RequestParser {
    private final VirtualHosts hosts;
    private final S3Router router = new S3Router(RouteTable.rows());

    public S3RequestParser(VirtualHosts hosts) {
        this.hosts = hosts;
    }

    /** @throws S3Exception if the request cannot be understood or is none of S3's operations */
    public ParsedRequest parse(RequestHead head) {
        HttpMethod method = HttpMethod.of(head.method()).orElseThrow(() -> unknownMethod(head.method()));
        QueryParameters query = PercentEncoding.parseQuery(head.rawQuery());
        Address address = address(head);
        ObjectKey key = address.objectKey();
        S3Operation operation =
                router.route(method, scope(address.bucketName(), key), query, HoistedHeaders.of(head.headers(), query));
        return new ParsedRequest(operation, address.bucketName(), key, query);
    }

    /**
     * What a request's host and path name.
     *
     * @param bucketName null on the service's own resource; perhaps not a valid name
     * @param objectKey null unless the request names an object
     */
    public record Address(
            @Nullable String bucketName, @Nullable ObjectKey objectKey) {}

    /** @throws S3Exception if host or path cannot be understood */
    public Address address(RequestHead head) {
        Optional<String> hostBucket = hosts.bucket(head.host());
        if (hostBucket.isPresent()) {
            return addressIn(hostBucket.get(), head);
        }
        String path = head.rawPath();
        int slash = path.indexOf('/', 1);
        String rawBucket = slash < 0 ? path.substring(1) : path.substring(1, slash);
        String rawKey = slash < 0 ? "" : path.substring(slash + 1);
        String bucket = path.length() == 1 ? null : PercentEncoding.decode(rawBucket, false);
        return new Address(bucket, rawKey.isEmpty() ? null : key(rawKey));
    }

    /**
     * Adds to an error about a bucket that does not exist what may be wrong with the host.
     *
     * @param error returned as it is if it is another
     */
    public S3Exception explain(S3Exception error, RequestHead head) {
        if (error.code() != S3ErrorCode.NO_SUCH_BUCKET || !hosts.isUnknown(head.host())) {
            return error;
        }
        S3Exception explained =
                new S3Exception(error.code(), error.message() + " " + VirtualHosts.explainUnknown(head.host()));
        for (var field : error.fields().entrySet()) {
            explained = explained.with(field.getKey(), field.getValue());
        }
        return explained;
    }

    /**
     * What a request names whose host is known to stand for a bucket.
     *
     * @throws S3Exception if the path cannot be understood
     */
    public static Address addressIn(String bucket, RequestHead head) {
        String rawKey = head.rawPath().substring(1);
        return new Address(bucket, rawKey.isEmpty() ? null : key(rawKey));
    }

    private static S3Exception unknownMethod(String method) {
        return new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED).with("Method", method);
    }

    private static Scope scope(@Nullable String bucket, @Nullable ObjectKey key) {
        if (bucket == null) {
            return Scope.SERVICE;
        }
        return key == null ? Scope.BUCKET : Scope.OBJECT;
    }

    private static ObjectKey key(String rawKey) {
        try {
            return PercentEncoding.isPlain(rawKey, false)
                    ? ObjectKey.of(rawKey)
                    : ObjectKey.ofUtf8(PercentEncoding.decodeBytes(rawKey, false));
        } catch (KeyTooLongException e) {
            throw ErrorMapping.ofLongKey(e.byteLength());
        } catch (IllegalArgumentException e) {
            throw new S3Exception(S3ErrorCode.INVALID_URI);
        }
    }
}
