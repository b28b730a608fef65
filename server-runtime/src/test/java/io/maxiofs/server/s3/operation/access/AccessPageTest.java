package io.maxiofs.server.s3.operation.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.service.NewBucketRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/access.md} are put into a bucket and do what the page says. */
final class AccessPageTest {
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private final S3Caller alice = S3Caller.start(new NewBucketRules(false, false));
    private final S3Caller bob = alice.as(S3Caller.user("bob"));
    private final S3Caller dave = alice.as(S3Caller.user("dave"));

    @BeforeEach
    void createBucket() {
        alice.put("/photos", "");
        alice.put("/photos/shared/cat", "meow");
    }

    private void putExample(int number) throws IOException {
        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/access.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(examples).hasSize(3);
        assertThat(alice.put("/photos?policy", examples.get(number)).outcome()).isEqualTo("204");
    }

    @Test
    void letsEverybodyRead() throws IOException {
        putExample(0);
        assertThat(dave.get("/photos/shared/cat").text()).isEqualTo("meow");
        assertThat(dave.get("/photos").outcome()).isEqualTo("403 AccessDenied");
    }

    @Test
    void letsBobReadWhatIsShared() throws IOException {
        putExample(1);
        alice.put("/photos/private", "x");
        assertThat(bob.get("/photos/shared/cat").status()).isEqualTo(200);
        assertThat(bob.get("/photos?prefix=shared/").status()).isEqualTo(200);
        assertThat(bob.get("/photos").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.get("/photos/private").outcome()).isEqualTo("403 AccessDenied");
        assertThat(dave.get("/photos/shared/cat").outcome()).isEqualTo("403 AccessDenied");
    }

    @Test
    void letsEachUseAFolderOfTheirOwnAndNobodyWriteWithoutTls() throws IOException {
        alice.put("/photos/home/bob/x", "bob's");
        alice.put("/photos/home/carol/x", "carol's");
        putExample(2);
        assertThat(bob.get("/photos/home/bob/x").text()).isEqualTo("bob's");
        assertThat(bob.delete("/photos/home/carol/x").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.put("/photos/home/bob/y", "y").outcome()).isEqualTo("403 AccessDenied");
        assertThat(bob.delete("/photos/home/bob/x").status()).isEqualTo(204);
        assertThat(dave.get("/photos/home/dave/x").outcome()).isEqualTo("403 AccessDenied");
    }
}
