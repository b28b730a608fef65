package io.maxiofs.server.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsChunkedReaderTest {
    private static final String CRC32 = "x-amz-checksum-crc32:AAAAAA==\r\n";

    /** Reads back what it was given, in pieces of {@code step} bytes. */
    private static ByteSource source(byte[] raw, int step) {
        ByteBuffer left = ByteBuffer.wrap(raw);
        return destination -> {
            int count = Math.min(Math.min(step, destination.remaining()), left.remaining());
            if (count == 0) {
                return -1;
            }
            destination.put(left.slice(left.position(), count));
            left.position(left.position() + count);
            return count;
        };
    }

    private static String read(String raw, Payload payload, long length, Set<ChecksumAlgorithm> announced, int step) {
        byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        BodyFraming framing = new BodyFraming(payload, bytes.length, OptionalLong.of(length), announced);
        RequestBody body = framing.stream(source(bytes, step), new BodyBuffers(2048, 1));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        body.forEachChunk(chunk -> {
            byte[] piece = new byte[chunk.remaining()];
            chunk.get(piece);
            all.writeBytes(piece);
        });
        if (!announced.isEmpty()) {
            assertThat(body.trailers().keySet()).isEqualTo(announced);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private static String readTrailer(String raw, long length) {
        return read(raw, new Payload.UnsignedChunks(), length, Set.of(ChecksumAlgorithm.CRC32), 7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 4096})
    void takesTheFramingOffHoweverTheBytesArrive(int step) {
        String raw = "5\r\nhello\r\n6;any=thing\r\n world\r\n00\r\n" + CRC32 + "\r\n";

        assertThat(read(raw, new Payload.UnsignedChunks(), 11, Set.of(ChecksumAlgorithm.CRC32), step))
                .isEqualTo("hello world");
    }

    @Test
    void readsChunksLargerThanItsBuffer() {
        String large = "x".repeat(100_000);

        assertThat(readTrailer("186A0\r\n" + large + "\r\n0\r\n" + CRC32 + "\r\n", 100_000))
                .isEqualTo(large);
    }

    @Test
    void acceptsTrailersWithoutAFinalEmptyLineAndBareLineFeeds() {
        assertThat(readTrailer("1\r\na\r\n0\r\n" + CRC32, 1)).isEqualTo("a");
        assertThat(readTrailer("1\r\na\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\n\r\n", 1))
                .isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({
        "'', INCOMPLETE_BODY",
        "'5\r\nhel', INCOMPLETE_BODY",
        "'5\r\nhello', INCOMPLETE_BODY",
        "'5\r\nhello\r\n', INCOMPLETE_BODY",
        "'4\r\nhell\r\n0\r\n\r\n', INCOMPLETE_BODY",
        "'6\r\nhello!\r\n0\r\n\r\n', INCOMPLETE_BODY",
        "'7FFFFFFFFFFFFFF\r\nhello', INCOMPLETE_BODY",
        "'FFFFFFFFFFFFFFFF\r\nhello', INVALID_REQUEST",
        "'-5\r\nhello\r\n0\r\n\r\n', INVALID_REQUEST",
        "'0x5\r\nhello\r\n0\r\n\r\n', INVALID_REQUEST",
        "'\r\nhello\r\n0\r\n\r\n', INVALID_REQUEST",
        "'5\r\nhelloX0\r\n\r\n', INVALID_REQUEST",
        "'5\r\nhello\r\n0\r\n\r\n', INVALID_REQUEST",
        "'5\r\nhello\r\n0\r\nx-amz-checksum-sha1:AAAA\r\n\r\n', INVALID_REQUEST",
        "'5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n', INVALID_REQUEST",
        "'5\r\nhello\r\n0\r\nx-amz-checksum-crc32:!!!!!!==\r\n\r\n', INVALID_REQUEST",
        "'5\r\nhello\r\n0\r\nx-amz-meta-a:b\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', INVALID_REQUEST",
        "'5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', INVALID_REQUEST",
        "'5\r\nhello\r\n0\r\nnocolon\r\n\r\n', INVALID_REQUEST",
        "'5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\nGET / HTTP/1.1\r\n', INVALID_REQUEST"
    })
    void refusesFramingThatIsNotRight(String raw, S3ErrorCode code) {
        assertThatThrownBy(() -> readTrailer(raw, 5))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void boundsTheLengthOfALine() {
        assertThatThrownBy(() -> readTrailer("5;" + "x".repeat(5_000) + "\r\nhello\r\n0\r\n\r\n", 5))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(S3ErrorCode.INVALID_REQUEST));
    }

    @Test
    void checksEverySignatureInTurn() {
        AtomicInteger calls = new AtomicInteger();
        ChunkVerifier inOrder = new ChunkVerifier() {
            @Override
            public boolean verifyChunk(byte[] sha256, String signature) {
                return signature.equals("s" + calls.incrementAndGet());
            }

            @Override
            public boolean verifyTrailers(byte[] sha256, String signature) {
                return signature.equals("t");
            }
        };
        String chunks = "2;chunk-signature=s1\r\nab\r\n1;chunk-signature=s2\r\nc\r\n0;chunk-signature=s3\r\n";

        assertThat(read(chunks + "\r\n", new Payload.SignedChunks(inOrder, false), 3, Set.of(), 3))
                .isEqualTo("abc");
        calls.set(0);
        assertThat(read(
                        chunks + CRC32 + "x-amz-trailer-signature:t\r\n\r\n",
                        new Payload.SignedChunks(inOrder, true),
                        3,
                        Set.of(ChecksumAlgorithm.CRC32),
                        3))
                .isEqualTo("abc");
        calls.set(0);
        assertThat(read(
                        chunks + "x-amz-checksum-crc32:AAAAAA==\n\r\nx-amz-trailer-signature:t\r\n\r\n",
                        new Payload.SignedChunks(inOrder, true),
                        3,
                        Set.of(ChecksumAlgorithm.CRC32),
                        3))
                .isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\r\na\r\n0;chunk-signature=ok\r\n\r\n",
                "1;chunk-signature=no\r\na\r\n0;chunk-signature=ok\r\n\r\n",
                "1;chunk-signature=ok\r\na\r\n0;chunk-signature=no\r\n\r\n",
                "1;chunk-signature=ok\r\na\r\n0\r\n\r\n",
                "1;chunk-signature=ok\r\na\r\n0;chunk-signature=ok\r\n" + CRC32 + "\r\n",
                "1;chunk-signature=ok\r\na\r\n0;chunk-signature=ok\r\n" + CRC32 + "x-amz-trailer-signature:no\r\n\r\n"
            })
    void refusesMissingAndWrongSignatures(String raw) {
        ChunkVerifier literal = new ChunkVerifier() {
            @Override
            public boolean verifyChunk(byte[] sha256, String signature) {
                return signature.equals("ok");
            }

            @Override
            public boolean verifyTrailers(byte[] sha256, String signature) {
                return signature.equals("ok");
            }
        };
        boolean trailer = raw.contains("crc32");

        assertThatThrownBy(() -> read(
                        raw,
                        new Payload.SignedChunks(literal, trailer),
                        1,
                        trailer ? Set.of(ChecksumAlgorithm.CRC32) : Set.of(),
                        5))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH));
    }

    /** Whatever comes, it ends in the body that was announced or in an error of S3, in memory and from a stream alike. */
    @Test
    void survivesRandomBytes() {
        long seed = 42;
        Random random = new Random(seed);
        String good = "5\r\nhello\r\n6\r\n world\r\n0\r\n" + CRC32 + "\r\n";
        int accepted = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] raw = round % 2 == 0 ? damaged(good, random) : randomFraming(random);
            String fromStream = outcome(raw, false, random.nextInt(1, 40));
            String fromMemory = outcome(raw, true, 1);
            assertThat(fromMemory).as("seed %d, round %d", seed, round).isEqualTo(fromStream);
            if (fromStream.startsWith("=")) {
                assertThat(fromStream).as("seed %d, round %d", seed, round).hasSize(12);
                accepted++;
            }
        }
        assertThat(accepted).as("some damage leaves the framing as it was").isPositive();
    }

    private static String outcome(byte[] raw, boolean inMemory, int step) {
        BodyFraming framing = new BodyFraming(
                new Payload.UnsignedChunks(), raw.length, OptionalLong.of(11), Set.of(ChecksumAlgorithm.CRC32));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write('=');
        try {
            RequestBody body = inMemory
                    ? framing.decode(ByteBuffer.wrap(raw.clone()))
                    : framing.stream(source(raw, step), new BodyBuffers(2048, 1));
            body.forEachChunk(chunk -> {
                byte[] piece = new byte[chunk.remaining()];
                chunk.get(piece);
                all.writeBytes(piece);
            });
            assertThat(body.trailers()).isEqualTo(Map.of(ChecksumAlgorithm.CRC32, trailerOf(body)));
            return all.toString(StandardCharsets.ISO_8859_1);
        } catch (S3Exception e) {
            return e.code().wireName();
        }
    }

    private static String trailerOf(RequestBody body) {
        return body.trailers().getOrDefault(ChecksumAlgorithm.CRC32, "missing");
    }

    private static byte[] damaged(String good, Random random) {
        byte[] bytes = good.getBytes(StandardCharsets.ISO_8859_1);
        for (int flips = random.nextInt(3) + 1; flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] randomFraming(Random random) {
        String[] tokens = {
            "\r\n", "\n", "0", "5", "b", "hello", "ffffffff", ";", ":", CRC32, "chunk-signature=", "\u0000"
        };
        StringBuilder raw = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            raw.append(tokens[random.nextInt(tokens.length)]);
        }
        return raw.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
