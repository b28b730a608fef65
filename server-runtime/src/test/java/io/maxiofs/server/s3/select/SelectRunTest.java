package io.maxiofs.server.s3.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.base.TestSeed;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersionSelector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions over small objects, down to the messages of the answer. */
class SelectRunTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final String CSV = "name,age,city\nAnn,31,\"Bern, CH\"\nBob,7,Rome\nCyd,,Oslo\n";
    private static final String USE = "<CSV><FileHeaderInfo>USE</FileHeaderInfo></CSV>";
    private static final String LINES = "<JSON><Type>LINES</Type></JSON>";
    private static final String DOCUMENT = "<JSON><Type>DOCUMENT</Type></JSON>";
    private static final String CSV_OUT = "<CSV/>";

    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    private StoredObject object(byte[] content) {
        BodyWriter writer = alice.store().newBody(BodySpec.ofSize(content.length));
        writer.write(ByteBuffer.wrap(content));
        StagedBody staged = writer.finish();
        alice.store()
                .put(
                        new PutRequest(
                                new PutRequest.Target(
                                        new BucketName("bucket"), ObjectKey.of("key"), WriteCondition.NONE),
                                new Owner("alice-id", "alice"),
                                new PutRequest.Content(ETag.ofMd5(staged.md5().orElseThrow()), null, Encryption.NONE),
                                ObjectProperties.NONE,
                                ObjectProtection.NONE),
                        staged)
                .join();
        return alice.store().find(new BucketName("bucket"), ObjectKey.of("key"), VersionSelector.CURRENT);
    }

    private static String request(String expression, String input, String output, String more) {
        String escaped = expression.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<SelectObjectContentRequest><Expression>" + escaped + "</Expression>"
                + "<ExpressionType>SQL</ExpressionType><InputSerialization>" + input + "</InputSerialization>"
                + "<OutputSerialization>" + output + "</OutputSerialization>" + more + "</SelectObjectContentRequest>";
    }

    /** Kind and content of each message; checksums are verified. */
    private List<String> messages(byte[] content, String request) {
        SelectRequest parsed = SelectRequest.parse(request.getBytes(StandardCharsets.UTF_8));
        SelectRun run = new SelectRun(parsed, object(content), null, NOW);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            run.writeTo(new S3Response.Sink() {
                @Override
                public void write(ByteBuffer bytes) {
                    byte[] piece = new byte[bytes.remaining()];
                    bytes.get(piece);
                    all.writeBytes(piece);
                }

                @Override
                public void flush() {}
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        // Sent to those who wait when nothing else was for some seconds, as on a machine that stands still.
        return decode(ByteBuffer.wrap(all.toByteArray())).stream()
                .filter(message -> !message.startsWith("Cont"))
                .toList();
    }

    static List<String> decode(ByteBuffer stream) {
        List<String> messages = new ArrayList<>();
        while (stream.hasRemaining()) {
            int start = stream.position();
            int total = stream.getInt();
            int headers = stream.getInt();
            assertThat(stream.getInt()).isEqualTo(crc(stream, start, 8));
            StringBuilder message = new StringBuilder();
            int end = stream.position() + headers;
            while (stream.position() < end) {
                byte[] name = new byte[stream.get()];
                stream.get(name);
                assertThat(stream.get()).isEqualTo((byte) 7);
                byte[] value = new byte[stream.getShort()];
                stream.get(value);
                String header = new String(name, StandardCharsets.UTF_8);
                if (!header.equals(":content-type") && !header.equals(":message-type")) {
                    message.append(new String(value, StandardCharsets.UTF_8)).append(' ');
                }
            }
            byte[] payload = new byte[total - 16 - headers];
            stream.get(payload);
            message.append(new String(payload, StandardCharsets.UTF_8));
            assertThat(stream.getInt()).isEqualTo(crc(stream, start, total - 4));
            messages.add(message.toString());
        }
        return messages;
    }

    private static int crc(ByteBuffer stream, int start, int length) {
        CRC32 crc = new CRC32();
        crc.update(stream.duplicate().position(start).limit(start + length));
        return (int) crc.getValue();
    }

    /** The records of the answer. */
    private String select(String content, String expression, String input) {
        return records(messages(content.getBytes(StandardCharsets.UTF_8), request(expression, input, CSV_OUT, "")));
    }

    private static String records(List<String> messages) {
        assertThat(messages.getLast()).isEqualTo("End ");
        StringBuilder records = new StringBuilder();
        for (String message : messages) {
            if (message.startsWith("Records ")) {
                records.append(message.substring("Records ".length()));
            }
        }
        return records.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "SELECT * FROM S3Object # Ann,31,\"Bern, CH\";Bob,7,Rome;Cyd,,Oslo;",
                "SELECT s.name FROM S3Object s WHERE s.age > 9 # Ann;",
                "select NAME n, age+1 from s3object where age is not null and age <> '' # Ann,32;Bob,8;",
                "SELECT s._3 FROM S3Object[*] AS s LIMIT 1 # \"Bern, CH\";",
                "SELECT name FROM S3Object WHERE name LIKE '_o%' OR city = 'Oslo' # Bob;Cyd;",
                "SELECT name FROM S3Object WHERE NOT (name IN ('Ann', 'Bob')) # Cyd;",
                "SELECT name FROM S3Object WHERE CAST(COALESCE(NULLIF(age, ''), '0') AS INT) BETWEEN 1 AND 10 # Bob;",
                "SELECT COUNT(*), SUM(CAST(age AS INT)), AVG(CAST(age AS INT)) FROM S3Object WHERE age <> '' # 2,38,19;",
                "SELECT MIN(age), MAX(age) FROM S3Object WHERE age <> '' # 7,31;",
                "SELECT COUNT(*) FROM S3Object WHERE name = 'Nobody' # 0;",
                "SELECT UPPER(name) || '-' || CHAR_LENGTH(city) FROM S3Object LIMIT 1 # ANN-8;",
                "SELECT SUBSTRING(city FROM 2 FOR 3), SUBSTRING(city, 3), TRIM(BOTH 'R' FROM city) FROM S3Object WHERE age = 7"
                        + " # ome,me,ome;",
                "SELECT CASE WHEN age > 18 THEN 'adult' WHEN age > 0 THEN 'child' ELSE '?' END FROM S3Object"
                        + " # adult;child;?;",
                "SELECT 1 + 2 * 3 - 4 / 3 % 2, -5 FROM S3Object LIMIT 1 # 6,-5;",
                "SELECT EXTRACT(YEAR FROM UTCNOW()), DATE_DIFF(day, '2026-03-01T', UTCNOW()) FROM S3Object LIMIT 1 # 2026,3;",
                "SELECT TO_STRING(DATE_ADD(month, 1, TO_TIMESTAMP('2026-01-31T')), 'y-MM-dd') FROM S3Object LIMIT 1"
                        + " # 2026-02-28;",
                "SELECT \"name\", s.\"NAME\" IS MISSING FROM S3Object s LIMIT 1 # Ann,true;",
                "SELECT name FROM S3Object WHERE missing_one = 1 # ''"
            })
    void answersExpressionsOverCsv(String expression, String expected) {
        String answer = select(CSV, expression.strip(), USE).replace('\n', ';');
        assertThat(answer).isEqualTo(expected.equals("''") ? "" : expected);
    }

    @Test
    void readsOtherFormsOfCsv() {
        String form = "<CSV><FieldDelimiter>;</FieldDelimiter><RecordDelimiter>||</RecordDelimiter>"
                + "<QuoteCharacter>'</QuoteCharacter><Comments>#</Comments><FileHeaderInfo>IGNORE</FileHeaderInfo></CSV>";
        assertThat(select("h||#no||1;'a;b'||2;c", "SELECT _2, _1 FROM S3Object", form))
                .isEqualTo("a;b,1\nc,2\n");
        assertThat(select("a,b\r\nc,d\r\n", "SELECT _2 FROM S3Object", "<CSV/>"))
                .isEqualTo("b\nd\n");
        String quoted = "<CSV><AllowQuotedRecordDelimiter>true</AllowQuotedRecordDelimiter></CSV>";
        assertThat(select("1,\"x\ny\"\n2,z\n", "SELECT COUNT(*) FROM S3Object", quoted))
                .isEqualTo("2\n");
    }

    @Test
    void readsJson() {
        String lines = "{\"a\":1,\"b\":{\"c\":[10,20]},\"t\":\"x\"}\n\n{\"A\":2.5,\"n\":null}\n";
        assertThat(select(lines, "SELECT s.a, s.b.c[1], s.t FROM S3Object s", LINES))
                .isEqualTo("1,20,x\n2.5,,\n");
        assertThat(select(lines, "SELECT COUNT(s.n), COUNT(s.a) FROM S3Object s", LINES))
                .isEqualTo("0,2\n");
        String document = "{\"rules\":[{\"id\":\"1\",\"on\":true},{\"id\":\"2\",\"on\":false}]}";
        assertThat(select(document, "SELECT r.id FROM S3Object[*].rules[*] r WHERE r.\"on\" = true", DOCUMENT))
                .isEqualTo("1\n");
        List<String> json = messages(
                lines.getBytes(StandardCharsets.UTF_8), request("SELECT * FROM S3Object", LINES, "<JSON/>", ""));
        assertThat(records(json)).isEqualTo("{\"a\":1,\"b\":{\"c\":[10,20]},\"t\":\"x\"}\n{\"A\":2.5,\"n\":null}\n");
    }

    @Test
    void readsCompressedObjectsAndCounts() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(CSV.getBytes(StandardCharsets.UTF_8));
        }
        String progress = "<RequestProgress><Enabled>TRUE</Enabled></RequestProgress>";
        List<String> messages = messages(
                bytes.toByteArray(),
                request("SELECT _1 FROM S3Object", "<CompressionType>GZIP</CompressionType><CSV/>", CSV_OUT, progress));
        assertThat(records(messages)).isEqualTo("name\nAnn\nBob\nCyd\n");
        assertThat(messages.get(messages.size() - 2))
                .startsWith("Stats ")
                .contains("<BytesScanned>" + bytes.size() + "</BytesScanned>")
                .contains("<BytesProcessed>" + CSV.length() + "</BytesProcessed>")
                .contains("<BytesReturned>17</BytesReturned>");
        assertThat(messages.get(messages.size() - 3)).startsWith("Progress ");
        byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 10);
        assertThat(messages(
                                cut,
                                request(
                                        "SELECT _1 FROM S3Object",
                                        "<CompressionType>GZIP</CompressionType><CSV/>",
                                        CSV_OUT,
                                        ""))
                        .getLast())
                .startsWith("InvalidCompressionFormat");
        assertThat(messages(
                        CSV.getBytes(StandardCharsets.UTF_8),
                        request(
                                "SELECT _1 FROM S3Object",
                                "<CompressionType>GZIP</CompressionType><CSV/>",
                                CSV_OUT,
                                "")))
                .singleElement()
                .satisfies(message -> assertThat(message).startsWith("InvalidCompressionFormat"));
    }

    /** Ranges that follow each other give every record once. */
    @Test
    void readsEachRecordInOneScanRangeOnly() {
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            content.append(i).append(",x".repeat(i % 7)).append('\n');
        }
        byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
        for (int step : new int[] {1, 7, 100, bytes.length}) {
            StringBuilder all = new StringBuilder();
            for (int start = 0; start < bytes.length; start += step) {
                String range =
                        "<ScanRange><Start>" + start + "</Start><End>" + (start + step - 1) + "</End></ScanRange>";
                all.append(records(messages(bytes, request("SELECT * FROM S3Object", "<CSV/>", CSV_OUT, range))));
            }
            assertThat(all.toString()).as("%d", step).isEqualTo(content.toString());
        }
        assertThat(records(messages(
                        bytes,
                        request(
                                "SELECT * FROM S3Object",
                                "<CSV/>",
                                CSV_OUT,
                                "<ScanRange><Start>9999999</Start></ScanRange>"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT",
                "DELETE FROM S3Object",
                "SELECT * FROM table1",
                "SELECT * FROM S3Object WHERE",
                "SELECT * FROM S3Object WHERE a = 'x",
                "SELECT a, COUNT(*) FROM S3Object",
                "SELECT SLEEP(1) FROM S3Object",
                "SELECT * FROM S3Object LIMIT x",
                "SELECT COUNT(SUM(a)) FROM S3Object",
                "SELECT a FROM S3Object ; x",
                "SELECT * FROM S3Object WHERE COUNT(*) > 1",
                "SELECT CAST(a AS MONEY) FROM S3Object"
            })
    void refusesExpressionsItDoesNotUnderstand(String expression) {
        assertThatThrownBy(() -> select(CSV, expression, USE)).isInstanceOf(S3Exception.class);
    }

    @Test
    void refusesNestingWithoutEnd() {
        String deep = "SELECT " + "(".repeat(5000) + "1" + ")".repeat(5000) + " FROM S3Object";
        assertThatThrownBy(() -> select(CSV, deep, USE)).isInstanceOf(S3Exception.class);
    }

    @Test
    void tellsErrorsOfRecordsInTheAnswer() {
        assertThat(messages(
                        CSV.getBytes(StandardCharsets.UTF_8),
                        request("SELECT CAST(name AS INT) FROM S3Object", USE, CSV_OUT, "")))
                .singleElement()
                .satisfies(message -> assertThat(message).startsWith("CastFailed "));
        byte[] large = ("a,b\n" + "x".repeat(RecordBytes.MAX_RECORD_BYTES + 1)).getBytes(StandardCharsets.UTF_8);
        assertThat(messages(large, request("SELECT * FROM S3Object", "<CSV/>", CSV_OUT, ""))
                        .getLast())
                .startsWith("OverMaxRecordSize ");
        assertThat(messages(
                        "{\"a\":".getBytes(StandardCharsets.UTF_8),
                        request("SELECT * FROM S3Object", LINES, CSV_OUT, "")))
                .singleElement()
                .satisfies(message -> assertThat(message).startsWith("JSONParsingError "));
    }

    @Test
    void survivesAnyExpression() {
        long seed = TestSeed.get();
        Random random = new Random(seed);
        String[] pieces = {
            "SELECT",
            "*",
            "FROM",
            "S3Object",
            "s",
            "WHERE",
            "(",
            ")",
            ",",
            "s.a",
            "1",
            "'x'",
            "COUNT(",
            "CAST(",
            "AS",
            "INT",
            "AND",
            "NOT",
            "IN",
            "LIKE",
            "BETWEEN",
            "CASE",
            "WHEN",
            "END",
            "||",
            "-",
            "%",
            "[",
            "]",
            "[*]",
            "LIMIT",
            "1e999999",
            "\"q\"",
            "IS",
            "NULL",
            "TRIM(",
            "EXTRACT(",
            "SUBSTRING(",
            "\u0000",
            "é",
            "."
        };
        for (int i = 0; i < 5_000; i++) {
            StringBuilder expression =
                    new StringBuilder(random.nextBoolean() ? "SELECT " : "SELECT * FROM S3Object WHERE ");
            for (int j = random.nextInt(12); j >= 0; j--) {
                expression.append(pieces[random.nextInt(pieces.length)]).append(random.nextInt(4) == 0 ? "" : " ");
            }
            try {
                Query query = Parser.parse(expression.toString(), NOW);
                Row row = new CsvRow(List.of("a", "b"), List.of("1", "x"));
                query.aggregates().forEach(aggregate -> aggregate.add(row));
                query.items().forEach(item -> item.value().of(row));
                if (query.where() != null) {
                    query.where().of(row);
                }
            } catch (S3Exception refused) {
                // As it should be.
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ": " + expression, e);
            }
        }
    }

    @Test
    void survivesAnyRequestDocument() {
        String valid = request("SELECT * FROM S3Object", USE, "<JSON/>", "<ScanRange><Start>1</Start></ScanRange>");
        long seed = TestSeed.get();
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(valid);
            int at = random.nextInt(text.length());
            text.replace(at, Math.min(text.length(), at + random.nextInt(9)), random.nextBoolean() ? "" : "9");
            try {
                SelectRequest.parse(text.toString().getBytes(StandardCharsets.UTF_8));
            } catch (S3Exception | MalformedXmlException refused) {
                // As it should be.
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
    }
}
