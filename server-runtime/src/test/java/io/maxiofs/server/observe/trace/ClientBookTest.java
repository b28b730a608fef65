package io.maxiofs.server.observe.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.observe.EndedRequest;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.request.S3Operation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered of who uses the server. */
class ClientBookTest {
    private static final long DAY = 86_400_000L;

    private final Kept kept = new Kept();
    private ClientBook book = new ClientBook(kept);

    private static final class Kept implements ClientStore {
        private final List<ClientUse> uses = new ArrayList<>();
        private int saves;

        @Override
        public List<ClientUse> load() {
            return List.copyOf(uses);
        }

        @Override
        public void save(List<ClientUse> changed) {
            saves++;
            changed.forEach(use -> uses.removeIf(
                    old -> old.client().equals(use.client()) && old.accessKey().equals(use.accessKey())));
            uses.addAll(changed);
        }
    }

    private void request(EndedRequest request) {
        new RequestTrace(1, 1 << 20, book).completed(request);
    }

    private static EndedRequest restic(long millis) {
        return new EndedRequest()
                .by("bob", "AKIABOB")
                .header("User-Agent", "restic/0.17.3")
                .at(millis);
    }

    @Test
    void remembersFirstAndLastUseWritesAndTheLastFailure() {
        request(restic(DAY));
        request(restic(2 * DAY).operation(S3Operation.PUT_OBJECT));
        request(restic(2 * DAY + 5).operation(S3Operation.PUT_OBJECT));
        request(restic(3 * DAY).operation(S3Operation.PUT_OBJECT));
        request(restic(3 * DAY + 1).failed(S3ErrorCode.QUOTA_EXCEEDED).operation(S3Operation.PUT_OBJECT));
        ClientUse use = book.list().getFirst();
        assertThat(use.client()).isEqualTo("restic");
        assertThat(use.accessKey()).isEqualTo("AKIABOB");
        assertThat(use.seen()).isEqualTo(new ClientUse.Seen(DAY, 3 * DAY + 1, 3 * DAY, 2));
        assertThat(use.requests()).isEqualTo(5);
        ClientUse.Failure failure = use.failure();
        assertThat(failure).isNotNull();
        assertThat(failure.error()).isEqualTo("QuotaExceeded");
        assertThat(failure.explanation()).contains("quota");
    }

    @Test
    void takesAnAbsentObjectForAnAnswer() {
        request(restic(DAY).failed(S3ErrorCode.NO_SUCH_KEY));
        assertThat(book.list().getFirst().failure()).isNull();
    }

    @Test
    void tellsProgramsOfOneKeyApart() {
        request(restic(1));
        request(new EndedRequest()
                .by("bob", "AKIABOB")
                .header("User-Agent", "rclone/v1.68")
                .at(2));
        request(new EndedRequest()
                .by("bob", "AKIABOB")
                .header("User-Agent", "Boto3/1.35 md/Botocore#1.35")
                .at(3));
        assertThat(book.list()).extracting(ClientUse::client).containsExactly("boto3", "rclone", "restic");
    }

    @Test
    void writesOnlyWhatHasChanged() {
        book.flush();
        assertThat(kept.saves).isZero();
        request(restic(DAY));
        book.flush();
        book.flush();
        assertThat(kept.saves).isEqualTo(1);
        book = new ClientBook(kept);
        assertThat(book.list()).isEqualTo(kept.uses);
        book.flush();
        assertThat(kept.saves).isEqualTo(1);
        request(restic(2 * DAY));
        assertThat(book.list().getFirst().requests()).isEqualTo(2);
        assertThat(book.list().getFirst().seen().first()).isEqualTo(DAY);
    }

    @Test
    void strangersNeitherFillItNorAreKept() {
        for (int i = 0; i < 5_000; i++) {
            request(new EndedRequest()
                    .header("Authorization", "AWS AKIA" + i + ":x")
                    .failed(S3ErrorCode.INVALID_ACCESS_KEY_ID));
        }
        assertThat(book.list()).hasSize(ClientBook.MAX_STRANGERS);
        request(restic(DAY));
        assertThat(book.list()).hasSize(ClientBook.MAX_STRANGERS + 1);
        book.flush();
        assertThat(kept.uses).extracting(ClientUse::accessKey).containsExactly("AKIABOB");
    }
}
