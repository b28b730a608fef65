package io.maxiofs.server.observe;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.caller.MapHeaders;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.model.Owner;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as an observer sees it, made up by a test. Used by one thread; what is not said has a plain value. */
public final class EndedRequest implements CompletedRequest {
    private final List<String> headers = new ArrayList<>();
    private String id = "ID";
    private long receivedMillis;
    private @Nullable S3Operation operation = S3Operation.GET_OBJECT;
    private @Nullable String bucket = "photos";
    private @Nullable String key = "cat.jpg";
    private String query = "";
    private @Nullable Principal principal;
    private int status = 200;
    private @Nullable S3Exception failure;
    private long bytesIn;
    private long bytesOut;
    private long nanos = 1_000_000;

    public EndedRequest id(String value) {
        id = value;
        return this;
    }

    public EndedRequest at(long millis) {
        receivedMillis = millis;
        return this;
    }

    public EndedRequest operation(@Nullable S3Operation value) {
        operation = value;
        return this;
    }

    public EndedRequest on(@Nullable String newBucket, @Nullable String newKey) {
        bucket = newBucket;
        key = newKey;
        return this;
    }

    public EndedRequest query(String value) {
        query = value;
        return this;
    }

    public EndedRequest header(String name, String value) {
        headers.add(name);
        headers.add(value);
        return this;
    }

    public EndedRequest by(String user, String accessKey) {
        principal = new Principal(Principal.Kind.USER, user, accessKey, new Owner("c".repeat(64), user), "", "");
        return this;
    }

    public EndedRequest answered(int value) {
        status = value;
        return this;
    }

    public EndedRequest failed(S3ErrorCode code) {
        return failed(new S3Exception(code));
    }

    public EndedRequest failed(S3Exception with) {
        failure = with;
        status = with.code().status();
        return this;
    }

    public EndedRequest bytes(long in, long out) {
        bytesIn = in;
        bytesOut = out;
        return this;
    }

    public EndedRequest took(long value) {
        nanos = value;
        return this;
    }

    @Override
    public String requestId() {
        return id;
    }

    @Override
    public long receivedMillis() {
        return receivedMillis;
    }

    @Override
    public RequestHead head() {
        return new RequestHead(
                "GET",
                "/" + bucket + "/" + key,
                query,
                MapHeaders.of(headers.toArray(String[]::new)),
                InetAddress.getLoopbackAddress(),
                false);
    }

    @Override
    public @Nullable S3Operation operation() {
        return operation;
    }

    @Override
    public @Nullable String bucket() {
        return bucket;
    }

    @Override
    public @Nullable String key() {
        return key;
    }

    @Override
    public @Nullable Principal principal() {
        return principal;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public @Nullable S3Exception failure() {
        return failure;
    }

    @Override
    public long bytesIn() {
        return bytesIn;
    }

    @Override
    public long bytesOut() {
        return bytesOut;
    }

    @Override
    public long durationNanos() {
        return nanos;
    }

    @Override
    public long authNanos() {
        return nanos / 10;
    }

    @Override
    public long queueNanos() {
        return 0;
    }

    @Override
    public long storeNanos() {
        return nanos / 2;
    }

    @Override
    public @Nullable String tlsVersion() {
        return null;
    }

    @Override
    public String httpVersion() {
        return "HTTP/1.1";
    }
}
