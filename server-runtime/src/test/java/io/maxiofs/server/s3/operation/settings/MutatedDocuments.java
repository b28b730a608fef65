package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.base.TestSeed;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;

/** Feeds a parser with damaged forms of documents it accepts. Whatever it does not accept it must refuse as S3 does. */
public final class MutatedDocuments {
    private static final int ROUNDS = 3_000;
    private static final String[] PIECES = {
        "<",
        ">",
        "</",
        "/>",
        "&amp;",
        "&",
        "*",
        "-1",
        "99999999999999999999",
        "\u0000",
        "\uD83D\uDE00",
        "<!DOCTYPE a>",
        " ",
        "''",
        "\"",
        "<ID>",
        "</ID>",
        "<!--",
        "]]>",
        "%",
        "\\",
        "NaN",
        "\n",
        "?"
    };

    private MutatedDocuments() {}

    /** @throws AssertionError if the parser fails in another way than by refusing */
    public static void feed(Consumer<byte[]> parser, String... accepted) {
        long seed = TestSeed.get();
        Random random = new Random(seed);
        for (String document : accepted) {
            parser.accept(document.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < ROUNDS; i++) {
                byte[] mutated = mutate(document, random);
                try {
                    parser.accept(mutated);
                } catch (S3Exception | MalformedXmlException refused) {
                    // As it should be.
                } catch (RuntimeException | Error e) {
                    throw new AssertionError(
                            "seed " + seed + ", round " + i + ": " + new String(mutated, StandardCharsets.UTF_8), e);
                }
            }
        }
    }

    private static byte[] mutate(String document, Random random) {
        StringBuilder text = new StringBuilder(document);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.insert(random.nextInt(text.length() + 1), text.substring(at, to));
                default -> text.replace(at, to, PIECES[random.nextInt(PIECES.length)]);
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
