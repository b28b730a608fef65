package io.maxiofs.server.s3.operation.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.base.TestSeed;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.ByteSource;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormReaderTest {
    private static final String HEAD = "--b\r\nContent-Disposition: form-data; name=";

    /** Gives at most {@code atOnce} bytes at a time. */
    private static ByteSource source(byte[] body, int atOnce) {
        ByteBuffer rest = ByteBuffer.wrap(body);
        return destination -> {
            int count = Math.min(Math.min(destination.remaining(), rest.remaining()), atOnce);
            if (count == 0) {
                return -1;
            }
            destination.put(rest.slice(rest.position(), count));
            rest.position(rest.position() + count);
            return count;
        };
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] file(FormReader reader) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuffer piece = reader.nextPiece(); piece != null; piece = reader.nextPiece()) {
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            bytes.writeBytes(copy);
        }
        reader.finish();
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100_000})
    void readsFieldsAndFileHoweverTheyArrive(int atOnce) {
        byte[] body = latin(HEAD + "\"Key\"\r\n\r\na\r\n--c\r\n" + HEAD + "empty\r\nX-Other: y\r\n\r\n\r\n" + HEAD
                + "\"file\"; filename=\"C:\\dir\\a;b.txt\"\r\nContent-Type: text/plain\r\n\r\n"
                + "one\r\n--\r\n-\r\n--a\r\r\n--b--\r\n");
        FormReader reader = new FormReader(source(body, atOnce), "b");

        FormReader.Fields fields = reader.readFields();

        assertThat(fields.values().keySet()).containsExactly("key", "empty");
        assertThat(fields.values().get("key")).isEqualTo(latin("a\r\n--c"));
        assertThat(fields.values().get("empty")).isEmpty();
        assertThat(fields.fileName()).isEqualTo("a;b.txt");
        assertThat(file(reader)).isEqualTo(latin("one\r\n--\r\n-\r\n--a\r"));
    }

    @Test
    void passesOverWhatFollowsTheFile() {
        byte[] body =
                latin(HEAD + "\"file\"\r\n\r\nbytes\r\n" + HEAD + "\"submit\"\r\n\r\nUpload\r\n--b--\r\nepilogue");
        FormReader reader = new FormReader(source(body, 5), "b");

        assertThat(reader.readFields().values()).isEmpty();
        assertThat(file(reader)).isEqualTo(latin("bytes"));
    }

    @Test
    void readsRandomFilesAsTheyAre() {
        long seed = TestSeed.get();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            byte[] content = new byte[random.nextInt(200_000)];
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) "\r\n-bx".charAt(random.nextInt(5));
            }
            String text = new String(content, StandardCharsets.ISO_8859_1).replace("\r\n--b", "......");
            byte[] body = latin(HEAD + "file\r\n\r\n" + text + "\r\n--b--");
            FormReader reader = new FormReader(source(body, 1 + random.nextInt(5000)), "b");
            reader.readFields();
            assertThat(file(reader)).as("seed %d, round %d", seed, round).isEqualTo(latin(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--",
                "--x\r\n",
                "--b",
                "--bc\r\n",
                "--b\r\n\r\nvalue\r\n--b--",
                "--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nv\r\n--b--",
                "--b\r\nContent-Disposition: form-data\r\n\r\nv\r\n--b--",
                "--b\r\nno colon\r\n\r\nv\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nv\r\n--bx\r\n"
            })
    void refusesWhatIsNoForm(String body) {
        assertThatThrownBy(() -> new FormReader(source(latin(body), 3), "b").readFields())
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(S3ErrorCode.MALFORMED_POST_REQUEST));
    }

    @Test
    void refusesAFileWithoutAnEnd() {
        FormReader reader = new FormReader(source(latin(HEAD + "file\r\n\r\nbytes\r\n--"), 4), "b");
        reader.readFields();
        assertThatThrownBy(() -> file(reader))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(S3ErrorCode.MALFORMED_POST_REQUEST));
    }

    @Test
    void refusesRepeatedFields() {
        byte[] body = latin(HEAD + "acl\r\n\r\na\r\n" + HEAD + "\"ACL\"\r\n\r\nb\r\n" + HEAD + "file\r\n\r\n\r\n--b--");
        assertThatThrownBy(() -> new FormReader(source(body, 1000), "b").readFields())
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(S3ErrorCode.INVALID_ARGUMENT));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1_000_000})
    void boundsWhatStandsBeforeTheFile(int atOnce) {
        byte[] body = latin(HEAD + "a\r\n\r\n" + "x".repeat(FormReader.MAX_FIELDS_BYTES * 4) + "\r\n--b--");
        assertThatThrownBy(() -> new FormReader(source(body, atOnce), "b").readFields())
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.code()).isEqualTo(S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED_ERROR));
    }

    /** A parser of the network throws nothing but errors of S3, whatever it is fed. */
    @Test
    void survivesDamagedForms() {
        long seed = TestSeed.get();
        Random random = new Random(seed);
        byte[] good =
                latin(HEAD + "\"key\"\r\n\r\nk\r\n" + HEAD + "\"file\"; filename=\"f\"\r\n\r\nbytes\r\n--b--\r\n");
        for (int round = 0; round < 20_000; round++) {
            byte[] body = good.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                body[random.nextInt(body.length)] = (byte) "\r\n-b\";=:file\u00ff".charAt(random.nextInt(13));
            }
            FormReader reader = new FormReader(source(body, 1 + random.nextInt(20)), "b");
            try {
                FormFields.of(reader.readFields());
                file(reader);
            } catch (S3Exception e) {
                assertThat(e.code().status())
                        .as("seed %d, round %d", seed, round)
                        .isEqualTo(400);
            }
        }
    }
}
