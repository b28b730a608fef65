package io.maxiofs.server.s3.operation.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListObjectsV2HandlerTest {
    private static final String LIST = "/bucket?list-type=2";

    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void fill() {
        alice.put("/bucket", "");
        for (String key : new String[] {"a", "b/1", "b/2", "c", "d%20e"}) {
            assertThat(alice.put("/bucket/" + key, "12345").status()).isEqualTo(200);
        }
    }

    private static String token(Reply reply) {
        return reply.xml().require("NextContinuationToken");
    }

    @Test
    void goesOnWithItsToken() {
        Reply first = alice.get(LIST + "&max-keys=2");
        assertThat(Rows.keys(first)).containsExactly("a", "b/1");
        assertThat(Rows.top(first, "KeyCount")).isEqualTo("2");
        assertThat(Rows.top(first, "MaxKeys")).isEqualTo("2");
        assertThat(Rows.isTruncated(first)).isTrue();
        assertThat(Rows.top(first, "ContinuationToken")).isNull();

        Reply second = alice.get(LIST + "&max-keys=3&continuation-token=" + token(first));
        assertThat(Rows.keys(second)).containsExactly("b/2", "c", "d e");
        assertThat(Rows.top(second, "ContinuationToken")).isEqualTo(token(first));
        assertThat(Rows.isTruncated(second)).isFalse();
        assertThat(Rows.top(second, "NextContinuationToken")).isNull();
    }

    @Test
    void tokensDoNotShowKeys() {
        assertThat(token(alice.get(LIST + "&max-keys=2"))).doesNotContain("b/1").matches("[A-Za-z0-9_-]+");
    }

    @Test
    void refusesATokenThatWasChanged() {
        String token = token(alice.get(LIST + "&max-keys=2"));
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            refuses(Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
        }
        refuses(token.substring(2));
        refuses(token + "AAAA");
        refuses("a");
        refuses("!!!");
        refuses("b%2F1");
    }

    @Test
    void refusesATokenOfAnotherBucket() {
        alice.put("/bucket2", "");
        alice.put("/bucket2/a", "");
        alice.put("/bucket2/b", "");
        refuses(token(alice.get("/bucket2?list-type=2&max-keys=1")));
    }

    private void refuses(String token) {
        Reply reply = alice.get(LIST + "&continuation-token=" + token);
        assertThat(reply.outcome()).as(token).isEqualTo("400 InvalidArgument");
        assertThat(reply.xml().require("Message")).isEqualTo("The continuation token provided is incorrect");
    }

    @Test
    void anEmptyTokenBeginsAtTheBeginning() {
        Reply reply = alice.get(LIST + "&continuation-token=");
        assertThat(Rows.keys(reply)).hasSize(5);
        assertThat(Rows.top(reply, "ContinuationToken")).isEmpty();
    }

    @Test
    void startsAfterAnyName() {
        Reply reply = alice.get(LIST + "&start-after=b");
        assertThat(Rows.keys(reply)).containsExactly("b/1", "b/2", "c", "d e");
        assertThat(Rows.top(reply, "StartAfter")).isEqualTo("b");
    }

    @Test
    void aTokenCountsAndStartAfterIsToldAgain() {
        String token = token(alice.get(LIST + "&max-keys=1"));
        Reply reply = alice.get(LIST + "&max-keys=1&start-after=c&continuation-token=" + token);
        assertThat(Rows.keys(reply)).containsExactly("b/1");
        assertThat(Rows.top(reply, "StartAfter")).isEqualTo("c");
        assertThat(Rows.top(reply, "ContinuationToken")).isEqualTo(token);
    }

    @Test
    void countsCommonPrefixes() {
        Reply first = alice.get(LIST + "&delimiter=/&max-keys=2");
        assertThat(Rows.keys(first)).containsExactly("a");
        assertThat(Rows.prefixes(first)).containsExactly("b/");
        assertThat(Rows.top(first, "KeyCount")).isEqualTo("2");
        Reply second = alice.get(LIST + "&delimiter=/&continuation-token=" + token(first));
        assertThat(Rows.keys(second)).containsExactly("c", "d e");
        assertThat(Rows.prefixes(second)).as("told once").isEmpty();
    }

    @Test
    void tellsTheOwnerOnlyWhenAsked() {
        assertThat(Rows.row(alice.get(LIST), "Contents", 0).has("Owner")).isFalse();
        assertThat(Rows.row(alice.get(LIST + "&fetch-owner=true"), "Contents", 0)
                        .child("Owner")
                        .orElseThrow()
                        .require("ID"))
                .isEqualTo("alice-id");
        assertThat(Rows.row(alice.get(LIST + "&fetch-owner=false"), "Contents", 0)
                        .has("Owner"))
                .isFalse();
    }

    @Test
    void encodesEverythingButTheToken() {
        Reply reply = alice.get(LIST + "&encoding-type=url&start-after=a%20b&max-keys=1");
        assertThat(Rows.top(reply, "StartAfter")).isEqualTo("a%20b");
        assertThat(Rows.keys(alice.get(LIST + "&encoding-type=url&prefix=d"))).containsExactly("d%20e");
    }

    @Test
    void maxKeysZeroIsAnEmptyLastPage() {
        Reply reply = alice.get(LIST + "&max-keys=0");
        assertThat(Rows.keys(reply)).isEmpty();
        assertThat(Rows.top(reply, "KeyCount")).isEqualTo("0");
        assertThat(Rows.isTruncated(reply)).isFalse();
        assertThat(alice.get(LIST + "&max-keys=-3").outcome()).isEqualTo("400 InvalidArgument");
    }
}
