package io.maxiofs.server.s3.operation.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.storage.model.Owner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListBucketsHandlerTest {
    private final S3Caller alice = S3Caller.start();
    private final S3Caller bob = alice.as(S3Caller.user("bob"));

    @BeforeEach
    void createBuckets() {
        for (String name : List.of("delta", "alpha", "bravo", "alpine", "charlie")) {
            alice.put("/" + name, "");
        }
        bob.put("/bobs", "");
    }

    private static List<String> names(Reply reply) {
        return reply.xml().child("Buckets").orElseThrow().children("Bucket").stream()
                .map(bucket -> bucket.require("Name"))
                .toList();
    }

    @Test
    void listsByNameWhatTheCallerOwns() {
        Reply reply = alice.get("/");
        assertThat(names(reply)).containsExactly("alpha", "alpine", "bravo", "charlie", "delta");
        XmlElement first =
                reply.xml().child("Buckets").orElseThrow().children("Bucket").getFirst();
        assertThat(first.value("CreationDate")).isEqualTo("2026-03-04T05:06:07.000Z");
        assertThat(first.value("BucketRegion")).isEqualTo(S3Caller.REGION);
        assertThat(reply.xml().child("Owner").orElseThrow().value("ID")).isEqualTo("alice-id");
        assertThat(reply.xml().has("ContinuationToken")).isFalse();
        assertThat(names(bob.get("/"))).containsExactly("bobs");
    }

    @Test
    void listsEverythingForAnAdministrator() {
        S3Caller admin =
                alice.as(new Principal(Principal.Kind.ADMIN, "root", "AKroot", new Owner("root-id", "root"), "", ""));
        assertThat(names(admin.get("/"))).hasSize(6);
    }

    @Test
    void filtersByPrefixAndRegion() {
        Reply reply = alice.get("/?prefix=al");
        assertThat(names(reply)).containsExactly("alpha", "alpine");
        assertThat(reply.xml().value("Prefix")).isEqualTo("al");
        assertThat(names(alice.get("/?bucket-region=elsewhere"))).isEmpty();
        assertThat(names(alice.get("/?bucket-region=" + S3Caller.REGION))).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "5", "10000"})
    void pagesWithoutLossAndRepetition(int size) {
        List<String> all = new ArrayList<>();
        String token = "";
        do {
            Reply reply = alice.get("/?max-buckets=" + size + (token.isEmpty() ? "" : "&continuation-token=" + token));
            assertThat(names(reply)).isNotEmpty().hasSizeLessThanOrEqualTo(size);
            all.addAll(names(reply));
            token = reply.xml().get("ContinuationToken").orElse("");
        } while (!token.isEmpty());
        assertThat(all).containsExactly("alpha", "alpine", "bravo", "charlie", "delta");
    }

    @ParameterizedTest
    @CsvSource({"max-buckets=0", "max-buckets=10001", "max-buckets=x", "continuation-token=%2A%2A"})
    void refusesPagesThereCannotBe(String query) {
        assertThat(alice.get("/?" + query).outcome()).isEqualTo("400 InvalidArgument");
    }

    @Test
    void listsNothingForNobody() {
        assertThat(alice.as(Principal.ANONYMOUS).get("/").outcome()).isEqualTo("403 AccessDenied");
    }
}
