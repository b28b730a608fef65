package io.maxiofs.server.observe.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.observe.CompletedRequest;
import io.maxiofs.server.observe.EndedRequest;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Operation;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What the trace keeps, what it forgets, and what it never takes in. */
class RequestTraceTest {
    private static final ClientStore FORGETFUL = new ClientStore() {
        @Override
        public List<ClientUse> load() {
            return List.of();
        }

        @Override
        public void save(List<ClientUse> uses) {
            throw new AssertionError("Nobody asked to keep " + uses);
        }
    };
    private static final String SECRET = "0badf00dsignature";

    private final ClientBook clients = new ClientBook(FORGETFUL);

    private static List<String> ids(RequestTrace trace) {
        return trace.find(any -> true, 1_000, null).entries().stream()
                .map(TraceEntry::id)
                .toList();
    }

    private static TraceEntry only(CompletedRequest request) {
        RequestTrace trace = new RequestTrace(4, 1 << 20, new ClientBook(FORGETFUL));
        trace.completed(request);
        return trace.find(any -> true, 10, null).entries().getFirst();
    }

    @Test
    void keepsTheLastRequestsNewestFirst() {
        RequestTrace trace = new RequestTrace(3, 1 << 20, clients);
        for (int i = 0; i < 10; i++) {
            trace.completed(new EndedRequest().id("r" + i));
        }
        assertThat(ids(trace)).containsExactly("r9", "r8", "r7");
        assertThat(trace.get("r8")).isPresent();
        assertThat(trace.get("r1")).isEmpty();
    }

    @Test
    void pagesWithoutRepeatingOrLosing() {
        RequestTrace trace = new RequestTrace(10, 1 << 20, clients);
        for (int i = 0; i < 7; i++) {
            trace.completed(new EndedRequest().id("r" + i));
        }
        RequestTrace.Part first = trace.find(any -> true, 3, null);
        assertThat(first.entries()).extracting(TraceEntry::id).containsExactly("r6", "r5", "r4");
        RequestTrace.Part second = trace.find(any -> true, 3, first.next());
        assertThat(second.entries()).extracting(TraceEntry::id).containsExactly("r3", "r2", "r1");
        RequestTrace.Part third = trace.find(any -> true, 3, second.next());
        assertThat(third.entries()).extracting(TraceEntry::id).containsExactly("r0");
        assertThat(third.next()).isNull();
    }

    @Test
    void forgetsTheOldestBeyondItsBytes() {
        RequestTrace trace = new RequestTrace(1_000, 64 << 10, clients);
        for (int i = 0; i < 500; i++) {
            trace.completed(new EndedRequest().id("r" + i).on("b", "k".repeat(1_000)));
        }
        List<String> ids = ids(trace);
        assertThat(ids.size()).isBetween(10, 16);
        assertThat(ids.getFirst()).isEqualTo("r499");
    }

    @Test
    void keepsNothingIfItMayNot() {
        RequestTrace trace = new RequestTrace(0, 1 << 20, clients);
        trace.completed(new EndedRequest());
        assertThat(ids(trace)).isEmpty();
        assertThat(clients.list()).hasSize(1);
    }

    @Test
    void neverTakesInASignatureOrAToken() {
        String query = "X-Amz-Credential=AKIAX%2F20260101%2Feu%2Fs3%2Faws4_request&X-Amz-Signature=" + SECRET
                + "&x%2Damz-security-token=" + SECRET + "&list-type=2&Signature=" + SECRET;
        TraceEntry entry =
                only(new EndedRequest().query(query).header("Authorization", "AWS4-HMAC-SHA256 Signature=" + SECRET));
        assertThat(entry.toString()).doesNotContain(SECRET);
        assertThat(entry.asked().target())
                .contains("list-type=2", "X-Amz-Signature=-", "x%2Damz-security-token=-", "&Signature=-");
    }

    @Test
    void tellsTheKeyARequestClaims() {
        assertThat(only(new EndedRequest()
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=AKIAHEAD/20260101/eu/s3/aws4_request, S=1"))
                        .sender()
                        .accessKey())
                .isEqualTo("AKIAHEAD");
        assertThat(only(new EndedRequest().query("X-Amz-Credential=AKIAQUERY%2F20260101%2Feu%2Fs3%2Faws4_request"))
                        .sender()
                        .accessKey())
                .isEqualTo("AKIAQUERY");
        assertThat(only(new EndedRequest().header("Authorization", "AWS AKIATWO:sig"))
                        .sender()
                        .accessKey())
                .isEqualTo("AKIATWO");
        assertThat(only(new EndedRequest()).sender().accessKey()).isNull();
    }

    @Test
    void dividesTheTime() {
        TraceEntry.Timing timing = only(new EndedRequest().took(10_000_000)).timing();
        assertThat(timing).isEqualTo(new TraceEntry.Timing(10_000, 1_000, 0, 5_000, 4_000));
    }

    @Test
    void explainsFailuresInSentences() {
        assertThat(explained(new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH)))
                .contains("the secret key is wrong");
        assertThat(explained(new S3Exception(S3ErrorCode.REQUEST_TIME_TOO_SKEWED)
                        .with("RequestTime", "20260301T120700Z")
                        .with("ServerTime", "2026-03-01T12:00:00Z")))
                .contains("7 minutes ahead");
        assertThat(explained(new S3Exception(S3ErrorCode.REQUEST_TIME_TOO_SKEWED)
                        .with("RequestTime", "20260301T060000Z")
                        .with("ServerTime", "2026-03-01T12:00:00Z")))
                .contains("6 hours behind");
        assertThat(explained(new S3Exception(S3ErrorCode.INVALID_ACCESS_KEY_ID).with("AWSAccessKeyId", "AKIANONE")))
                .contains("AKIANONE");
        assertThat(explained(new S3Exception(S3ErrorCode.QUOTA_EXCEEDED))).contains("quota of bucket photos");
        assertThat(only(new EndedRequest()).result().explanation()).isNull();
    }

    private static String explained(S3Exception failure) {
        String sentence = only(new EndedRequest().failed(failure)).result().explanation();
        assertThat(sentence).isNotNull();
        assertThat(sentence).endsWith(".");
        return sentence;
    }

    @Test
    void saysWhichPermissionIsMissing() {
        assertThat(only(new EndedRequest()
                                .operation(S3Operation.PUT_OBJECT)
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=AKIABOB/20260101/eu/s3/aws4_request")
                                .failed(S3ErrorCode.ACCESS_DENIED))
                        .result()
                        .explanation())
                .isEqualTo(
                        "The key AKIABOB may not do s3:PutObject on objects of bucket photos: no statement allows it,"
                                + " or one denies it.");
        assertThat(only(new EndedRequest().failed(S3ErrorCode.ACCESS_DENIED))
                        .result()
                        .explanation())
                .contains("not signed");
    }

    @Test
    void writersOnManyThreadsLeaveWholeEntries() throws InterruptedException {
        RequestTrace trace = new RequestTrace(64, 1 << 20, clients);
        int threads = 4;
        CountDownLatch done = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            String name = "t" + t;
            Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 2_000; i++) {
                    trace.completed(new EndedRequest().id(name).on(name, name));
                }
                done.countDown();
            });
        }
        done.await();
        List<TraceEntry> entries = trace.find(any -> true, 1_000, null).entries();
        assertThat(entries).hasSize(64);
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.asked().bucket()).isEqualTo(entry.id());
            assertThat(entry.asked().key()).isEqualTo(entry.id());
        });
    }
}
