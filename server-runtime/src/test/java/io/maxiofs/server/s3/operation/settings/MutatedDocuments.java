package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.base.TestSeed;
import io.maxiofs.server.fuzz.Damage;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;

/** Feeds a parser with damaged forms of documents it accepts. Whatever it does not accept it must refuse as S3 does. */
public final class MutatedDocuments {
    private static final int ROUNDS = 3_000;

    private MutatedDocuments() {}

    /** @throws AssertionError if the parser fails in another way than by refusing */
    public static void feed(Consumer<byte[]> parser, String... accepted) {
        long seed = TestSeed.get();
        Random random = new Random(seed);
        for (String document : accepted) {
            parser.accept(document.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < ROUNDS; i++) {
                byte[] mutated = Damage.of(document, random);
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
}
