package io.maxiofs.server.s3.select;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The SelectObjectContentRequest document.
 *
 * @param json whether the object is JSON; else CSV
 * @param lines whether JSON comes as a value in each line
 * @param gzip whether the object is compressed
 * @param in how CSV is written in the object
 * @param out how the answer is written
 * @param scan which bytes' records are looked at; null for all
 * @param progress whether the client wants to be told how far it is
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_SelectObjectContent.html">SelectObjectContent</a>
 */
public record SelectRequest(
        String expression,
        boolean json,
        boolean lines,
        boolean gzip,
        CsvForm in,
        OutputForm out,
        @Nullable ScanRange scan,
        boolean progress) {
    /** Of a document: the longest expression and what stands around it. */
    public static final int MAX_BYTES = 512 << 10;

    /** How records are written in CSV. A character that is 0 means nothing. */
    public record CsvForm(
            String recordEnd,
            char separator,
            char quote,
            char escape,
            char comment,
            Header header,
            boolean quotedEnds) {}

    /** What the first record of a CSV object is. */
    public enum Header {
        NONE,
        IGNORE,
        USE
    }

    /** How the answer is written. */
    public record OutputForm(boolean json, boolean alwaysQuote, CsvForm csv) {}

    /**
     * Bytes; records that begin between them are looked at.
     *
     * @param start first byte; -1 to count {@code end} bytes from the end of the object
     * @param end last byte; -1 for all that follow
     */
    public record ScanRange(long start, long end) {}

    /**
     * Reads a document.
     *
     * @throws io.maxiofs.server.s3.xml.MalformedXmlException if it does not have the form of one
     * @throws S3Exception if it asks for what cannot be
     */
    public static SelectRequest parse(byte[] document) {
        XmlElement root = XmlReader.read(document, "SelectObjectContentRequest");
        String expression = root.require("Expression");
        if (!"SQL".equalsIgnoreCase(root.value("ExpressionType"))) {
            throw new S3Exception(S3ErrorCode.INVALID_EXPRESSION_TYPE);
        }
        XmlElement input = child(root, "InputSerialization");
        XmlElement output = child(root, "OutputSerialization");
        if (input.has("Parquet")) {
            throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, "Objects in Parquet cannot be selected from.");
        }
        Optional<XmlElement> csv = input.child("CSV");
        Optional<XmlElement> json = input.child("JSON");
        if (csv.isPresent() == json.isPresent()) {
            throw new S3Exception(S3ErrorCode.INVALID_DATA_SOURCE, "InputSerialization needs CSV or JSON.");
        }
        boolean lines = json.isPresent() && isLines(json.get());
        boolean gzip = isGzip(input.value("CompressionType"));
        CsvForm in = csvForm(csv.orElse(null), true);
        ScanRange scan = root.child("ScanRange").map(SelectRequest::scanRange).orElse(null);
        if (scan != null && (gzip || in.quotedEnds() || (json.isPresent() && !lines))) {
            throw new S3Exception(
                    S3ErrorCode.UNSUPPORTED_SCAN_RANGE_INPUT,
                    "A scan range needs records that can be found in any part of the object.");
        }
        boolean progress = root.child("RequestProgress")
                .flatMap(element -> element.get("Enabled"))
                .map("true"::equalsIgnoreCase)
                .orElse(false);
        return new SelectRequest(expression, json.isPresent(), lines, gzip, in, outputForm(output), scan, progress);
    }

    private static OutputForm outputForm(XmlElement output) {
        Optional<XmlElement> csv = output.child("CSV");
        Optional<XmlElement> json = output.child("JSON");
        if (csv.isPresent() == json.isPresent()) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST_PARAMETER, "OutputSerialization needs CSV or JSON.");
        }
        String fields = csv.flatMap(element -> element.get("QuoteFields")).orElse("ASNEEDED");
        if (!fields.equalsIgnoreCase("ALWAYS") && !fields.equalsIgnoreCase("ASNEEDED")) {
            throw new S3Exception(S3ErrorCode.INVALID_QUOTE_FIELDS);
        }
        return new OutputForm(
                json.isPresent(),
                fields.equalsIgnoreCase("ALWAYS"),
                csvForm(csv.or(() -> json).orElse(null), false));
    }

    private static CsvForm csvForm(@Nullable XmlElement csv, boolean input) {
        if (csv == null) {
            return new CsvForm("\n", ',', '"', '"', '\0', Header.NONE, false);
        }
        String end = csv.rawValue("RecordDelimiter");
        String recordEnd = end == null || end.isEmpty() ? "\n" : end;
        if (input && (recordEnd.length() > 2 || !isAscii(recordEnd))) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST_PARAMETER, "RecordDelimiter must be one or two ASCII characters.");
        }
        Header header = switch (csv.get("FileHeaderInfo").orElse("NONE")) {
            case "NONE", "none", "" -> Header.NONE;
            case "IGNORE", "ignore" -> Header.IGNORE;
            case "USE", "use" -> Header.USE;
            default -> throw new S3Exception(S3ErrorCode.INVALID_FILE_HEADER_INFO);
        };
        char quote = sign(csv, "QuoteCharacter", '"');
        return new CsvForm(
                recordEnd,
                sign(csv, "FieldDelimiter", ','),
                quote,
                sign(csv, "QuoteEscapeCharacter", quote == 0 ? '"' : quote),
                sign(csv, "Comments", '\0'),
                header,
                "true".equalsIgnoreCase(csv.value("AllowQuotedRecordDelimiter")));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c > 0 && c < 0x80);
    }

    private static char sign(XmlElement csv, String name, char standard) {
        String value = csv.rawValue(name);
        if (value == null || value.isEmpty()) {
            return standard;
        }
        if (value.length() > 1) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST_PARAMETER, name + " must be one character.");
        }
        return value.charAt(0);
    }

    private static boolean isLines(XmlElement json) {
        return switch (json.get("Type").orElse("DOCUMENT")) {
            case "LINES", "lines" -> true;
            case "DOCUMENT", "document" -> false;
            default -> throw new S3Exception(S3ErrorCode.INVALID_JSON_TYPE);
        };
    }

    private static boolean isGzip(@Nullable String compression) {
        return switch (compression == null ? "NONE" : compression) {
            case "NONE", "none", "" -> false;
            case "GZIP", "gzip" -> true;
            case "BZIP2", "bzip2" ->
                throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, "Objects in BZIP2 cannot be selected from.");
            default -> throw new S3Exception(S3ErrorCode.INVALID_COMPRESSION_FORMAT);
        };
    }

    private static ScanRange scanRange(XmlElement element) {
        long start = position(element.value("Start"));
        long end = position(element.value("End"));
        if (start < 0 && end < 0) {
            throw new S3Exception(S3ErrorCode.INVALID_SCAN_RANGE);
        }
        if (start >= 0 && end >= 0 && end < start) {
            throw new S3Exception(S3ErrorCode.INVALID_SCAN_RANGE);
        }
        return new ScanRange(start, end);
    }

    private static long position(@Nullable String text) {
        if (text == null) {
            return -1;
        }
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw new S3Exception(S3ErrorCode.INVALID_SCAN_RANGE);
        }
        return Long.parseLong(text);
    }

    private static XmlElement child(XmlElement root, String name) {
        return root.child(name)
                .orElseThrow(() -> new S3Exception(
                        S3ErrorCode.MISSING_REQUIRED_PARAMETER, "The request lacks the parameter " + name + "."));
    }
}
