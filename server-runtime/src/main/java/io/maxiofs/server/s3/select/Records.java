package io.maxiofs.server.s3.select;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.select.Query.PathStep;
import io.maxiofs.server.s3.select.SelectRequest.CsvForm;
import io.maxiofs.server.s3.select.SelectRequest.Header;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The records of an object. */
final class Records {
    /** A JSON object that is one document is in memory as a whole. */
    static final int MAX_DOCUMENT_BYTES = 4 << 20;

    private static final ObjectReader JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .readerFor(JsonNode.class);

    private Records() {}

    /** Takes a record; false to end. */
    @FunctionalInterface
    interface Taker extends Predicate<Row> {}

    /** Which records of a stream are meant: those that begin between two bytes. */
    record Part(long first, long last, boolean skipFirst) {
        static final Part ALL = new Part(0, Long.MAX_VALUE, false);
    }

    static void csv(RecordBytes bytes, CsvForm form, Part part, Taker taker) throws IOException {
        List<String> header = List.of();
        boolean headerSeen = form.header() == Header.NONE;
        boolean skip = part.skipFirst();
        for (String line = bytes.next(); line != null; line = bytes.next()) {
            if (skip) {
                skip = false;
                continue;
            }
            if (part.first() + bytes.recordStart() > part.last()) {
                return;
            }
            if (line.isEmpty() || (form.comment() != 0 && line.charAt(0) == form.comment())) {
                continue;
            }
            List<String> fields = CsvRow.split(line, form);
            if (!headerSeen) {
                headerSeen = true;
                header = form.header() == Header.USE ? List.copyOf(fields) : header;
            } else if (!taker.test(new CsvRow(header, fields))) {
                return;
            }
        }
    }

    static void jsonLines(RecordBytes bytes, Query query, Part part, Taker taker) throws IOException {
        boolean skip = part.skipFirst();
        for (String line = bytes.next(); line != null; line = bytes.next()) {
            if (skip) {
                skip = false;
                continue;
            }
            if (part.first() + bytes.recordStart() > part.last()) {
                return;
            }
            if (!line.isBlank() && !follow(parse(line), query.path(), taker)) {
                return;
            }
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readValue(line);
        } catch (JsonProcessingException | NumberFormatException e) {
            // A number whose exponent has too many digits is reported as the latter.
            throw malformed();
        }
    }

    /** One document, or several behind each other. */
    static void jsonDocument(InputStream in, Query query, Taker taker) throws IOException {
        byte[] document = in.readNBytes(MAX_DOCUMENT_BYTES + 1);
        if (document.length > MAX_DOCUMENT_BYTES) {
            throw new S3Exception(S3ErrorCode.OVER_MAX_RECORD_SIZE);
        }
        try (JsonParser parser = JSON.createParser(document);
                MappingIterator<JsonNode> values = JSON.readValues(parser)) {
            while (values.hasNextValue()) {
                if (!follow(values.nextValue(), query.path(), taker)) {
                    return;
                }
            }
        } catch (JsonProcessingException | NumberFormatException e) {
            // A number whose exponent has too many digits is reported as the latter.
            throw malformed();
        }
    }

    private static S3Exception malformed() {
        return new S3Exception(S3ErrorCode.JSON_PARSING_ERROR);
    }

    /** Hands out what a path leads to; false if no more is wanted. */
    private static boolean follow(JsonNode root, List<PathStep> path, Taker taker) {
        List<JsonNode> found = new ArrayList<>();
        found.add(root);
        for (PathStep step : path) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : found) {
                step(node, step, next);
            }
            found = next;
        }
        for (JsonNode node : found) {
            if (!taker.test(new JsonRow(node))) {
                return false;
            }
        }
        return true;
    }

    private static void step(JsonNode node, PathStep step, List<JsonNode> next) {
        if (step.isField()) {
            add(Field.member(node, step.name(), step.exact()), next);
        } else if (step.index() >= 0) {
            add(node.get(step.index()), next);
        } else if (node.isArray()) {
            node.forEach(next::add);
        }
    }

    private static void add(@Nullable JsonNode node, List<JsonNode> next) {
        if (node != null) {
            next.add(node);
        }
    }
}
