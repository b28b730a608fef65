package io.maxiofs.server.s3.select;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.select.Query.Item;
import io.maxiofs.server.s3.select.Records.Part;
import io.maxiofs.server.s3.select.SelectRequest.ScanRange;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.model.ByteRange;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object, and answers with the records that are selected while it does. What goes wrong once the answer has begun is
 * told inside it. Used by one thread, once.
 */
public final class SelectRun implements S3Response.Producer {
    private static final int FLUSH_BYTES = 64 << 10;
    private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

    private final SelectRequest request;
    private final Query query;
    private final StoredObject object;
    private final byte @Nullable [] customerKey;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final RecordWriter writer;
    private long lastSent = System.nanoTime();
    private long returned;
    private long taken;

    /**
     * @param customerKey the client's key for a body written with one; null otherwise
     * @param now what {@code UTCNOW()} answers
     * @throws S3Exception if the expression cannot be understood
     */
    public SelectRun(SelectRequest request, StoredObject object, byte @Nullable [] customerKey, Instant now) {
        this.request = request;
        this.query = Parser.parse(request.expression(), now);
        this.object = object;
        this.customerKey = customerKey;
        this.writer = new RecordWriter(request.out());
        if (!request.json() && !query.path().isEmpty()) {
            throw new S3Exception(S3ErrorCode.INVALID_KEY_PATH, "Records of CSV have no paths.");
        }
    }

    @Override
    public void writeTo(S3Response.Sink sink) throws IOException {
        try {
            select(sink);
        } catch (S3Exception e) {
            sink.write(EventStream.error(e.code().wireName(), e.message()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (ZipException | EOFException e) {
            sink.write(
                    EventStream.error("InvalidCompressionFormat", "The object is not compressed as the request says."));
        }
        sink.flush();
    }

    private void select(S3Response.Sink sink) throws IOException {
        Scope scope = scope();
        if (scope == null) {
            finish(sink, 0, 0);
            return;
        }
        try (SliceStream raw = new SliceStream(object.open(scope.range, customerKey));
                CountedStream counted = new CountedStream(raw);
                InputStream in = request.gzip() ? new GZIPInputStream(counted, 64 << 10) : counted) {
            CountedStream plain = new CountedStream(in);
            Records.Taker taker = row -> take(row, sink, counted.count(), plain.count());
            if (request.json() && !request.lines()) {
                Records.jsonDocument(plain, query, taker);
            } else {
                boolean quotedEnds = !request.json() && request.in().quotedEnds();
                RecordBytes bytes = new RecordBytes(
                        plain,
                        request.json() ? "\n" : request.in().recordEnd(),
                        quotedEnds ? request.in().quote() : RecordBytes.NO_QUOTE);
                if (request.json()) {
                    Records.jsonLines(bytes, query, scope.part, taker);
                } else {
                    Records.csv(bytes, request.in(), scope.part, taker);
                }
            }
            if (query.isAggregate()) {
                emit(new CsvRow(List.of(), List.of()));
            }
            finish(sink, counted.count(), plain.count());
        }
    }

    /** Which bytes are read, and which records in them count. */
    private record Scope(ByteRange range, Part part) {}

    /** Null if there are none. */
    private @Nullable Scope scope() {
        long size = object.version().requireContent().size();
        ScanRange scan = request.scan();
        if (size == 0) {
            return null;
        }
        if (scan == null) {
            return new Scope(ByteRange.all(size), Part.ALL);
        }
        long start = scan.start() >= 0 ? scan.start() : Math.max(0, size - scan.end());
        long last = scan.start() < 0 || scan.end() < 0 ? size - 1 : Math.min(size - 1, scan.end());
        if (start >= size) {
            return null;
        }
        // The byte in front tells whether a record begins with the first byte.
        boolean skipFirst = start > 0;
        long from = skipFirst ? start - 1 : 0;
        return new Scope(new ByteRange(from, size - from), new Part(from, last, skipFirst));
    }

    private boolean take(Row row, S3Response.Sink sink, long scanned, long processed) {
        if (query.limit() >= 0 && taken >= query.limit() && !query.isAggregate()) {
            return false;
        }
        Expression where = query.where();
        boolean meant = where == null || Boolean.TRUE.equals(Terms.truth(where, row));
        try {
            if (meant) {
                taken++;
                if (query.isAggregate()) {
                    query.aggregates().forEach(aggregate -> aggregate.add(row));
                } else {
                    emit(row);
                }
            }
            send(sink, scanned, processed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    private void emit(Row row) {
        List<String> names = row.names();
        List<@Nullable Object> values = row.values();
        if (!query.items().isEmpty()) {
            names = new ArrayList<>();
            values = new ArrayList<>();
            for (Item item : query.items()) {
                names.add(item.name());
                values.add(item.value().of(row));
            }
        }
        pending.writeBytes(writer.write(names, values).getBytes(StandardCharsets.UTF_8));
    }

    /** Sends what has come together, and a sign of life if nothing has for long. */
    private void send(S3Response.Sink sink, long scanned, long processed) throws IOException {
        if (pending.size() >= FLUSH_BYTES) {
            sendPending(sink);
        } else if (System.nanoTime() - lastSent > QUIET_NANOS) {
            if (pending.size() > 0) {
                sendPending(sink);
            }
            sink.write(
                    request.progress()
                            ? EventStream.counts("Progress", scanned, processed, returned)
                            : EventStream.proceed());
            sink.flush();
            lastSent = System.nanoTime();
        }
    }

    private void sendPending(S3Response.Sink sink) throws IOException {
        byte[] content = pending.toByteArray();
        pending.reset();
        for (int at = 0; at < content.length; at += FLUSH_BYTES) {
            int length = Math.min(FLUSH_BYTES, content.length - at);
            byte[] piece = new byte[length];
            System.arraycopy(content, at, piece, 0, length);
            ByteBuffer message = EventStream.records(piece, length);
            sink.write(message);
            returned += length;
        }
        lastSent = System.nanoTime();
    }

    private void finish(S3Response.Sink sink, long scanned, long processed) throws IOException {
        sendPending(sink);
        if (request.progress()) {
            sink.write(EventStream.counts("Progress", scanned, processed, returned));
        }
        sink.write(EventStream.counts("Stats", scanned, processed, returned));
        sink.write(EventStream.end());
    }

    /** Counts what passes. */
    private static final class CountedStream extends InputStream {
        private final InputStream in;
        private long count;

        CountedStream(InputStream in) {
            this.in = in;
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
