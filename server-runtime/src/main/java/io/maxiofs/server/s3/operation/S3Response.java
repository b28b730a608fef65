package io.maxiofs.server.s3.operation;

import io.maxiofs.storage.api.BodyReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a handler answers. Rendered once, in one place.
 *
 * @param headers in the order they are sent; names as AWS writes them
 */
public record S3Response(int status, Map<String, String> headers, Body body) {

    public static S3Response ofStatus(int status) {
        return new S3Response(status, Map.of(), new Empty());
    }

    /** 200 with an XML document. */
    public static S3Response ofXml(byte[] document) {
        return new S3Response(200, Map.of(), new Xml(document));
    }

    public S3Response withHeader(String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(headers);
        copy.put(name, value);
        return new S3Response(status, copy, body);
    }

    /** The body of a response. */
    public sealed interface Body {}

    /** No body. A Content-Length among the headers is sent as it is, which an answer to HEAD needs. */
    public record Empty() implements Body {}

    /** An XML document, encoded as UTF-8. */
    public record Xml(byte[] document, List<DeletedKey> deletions) implements Body {
        public Xml {
            deletions = List.copyOf(deletions);
        }

        public Xml(byte[] document) {
            this(document, List.of());
        }
    }

    /**
     * What became of one key of many, for the access log, which has a line for each.
     *
     * @param versionId of the version that was named, or of the delete marker that was made; null if there is none
     * @param errorCode as the document has it; null if the key is deleted
     */
    public record DeletedKey(
            String key,
            @Nullable String versionId,
            int status,
            @Nullable String errorCode) {}

    /** Bytes of another type; the headers name it. */
    public record Bytes(byte[] content) implements Body {}

    /** A stored body. The renderer closes the reader, whatever happens. */
    public record Stored(BodyReader reader, long length) implements Body {}

    /** A body that is made while it is sent; its length is not known before. */
    public record Streamed(Producer producer) implements Body {}

    /** Makes a body. Called once, by a thread that may block; what fails once the body has begun must be told inside it. */
    @FunctionalInterface
    public interface Producer {
        /** @throws IOException if the client is gone or stalls */
        void writeTo(Sink sink) throws IOException;
    }

    /** Takes a body piece by piece. */
    public interface Sink {
        void write(ByteBuffer bytes) throws IOException;

        /** Lets the client have what was written. */
        void flush() throws IOException;
    }

    /**
     * An XML document that is still being made. If it takes long the renderer sends the status and white space to keep
     * the client waiting; an error is then told inside the document.
     */
    public record Slow(CompletionStage<S3Response> outcome) implements Body {}
}
