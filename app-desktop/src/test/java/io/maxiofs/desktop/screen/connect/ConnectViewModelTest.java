package io.maxiofs.desktop.screen.connect;

import static io.maxiofs.desktop.screen.connect.FakeConnect.NOW;
import static io.maxiofs.desktop.screen.connect.FakeConnect.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.connect.Connection;
import io.maxiofs.desktop.connect.Shell;
import io.maxiofs.desktop.connect.Snippet;
import io.maxiofs.desktop.connect.Step;
import io.maxiofs.desktop.connect.Tool;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.connect.FirstRequest.State;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DirectUiThread;
import io.maxiofs.desktop.testing.FakeNotices;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConnectViewModelTest {
    private final FakeConnect source = new FakeConnect();
    private final FakeNotices notices = new FakeNotices();
    private final ConnectViewModel model = new ConnectViewModel(
            source,
            new Background(new DirectUiThread()),
            notices,
            Texts.of(Locale.US, ZoneOffset.UTC),
            InstantSource.fixed(NOW),
            Shell.POSIX);

    private void loaded() {
        model.load();
        Await.until(
                "loaded",
                () -> !model.endpoints().isEmpty() && model.snippetProperty().get() != null);
    }

    private String text() {
        Snippet snippet = Objects.requireNonNull(model.snippetProperty().get());
        return snippet.steps().stream().map(Step::text).collect(Collectors.joining());
    }

    private void created(String bucket) {
        model.newBucketProperty().set(bucket);
        model.create();
        Await.until(
                "created",
                () -> !model.busyProperty().get()
                        && bucket.equals(model.bucketProperty().get()));
    }

    @Test
    void oneClickMakesABucketAndAKeyAndChoosesBoth() {
        loaded();
        model.presetProperty().set("backup");
        created("restic-home");
        assertThat(source.done).containsExactly("restic-home backup", "restic-home key read-write");
        assertThat(text()).contains("restic-home", FakeConnect.SECRET, "AKIANEW2", "eu-home-1", "192.168.1.5:9900");
        assertThat(model.firstProperty().get().state()).isEqualTo(State.WAITING);
        assertThat(model.newBucketProperty().get()).isEmpty();
    }

    @Test
    void aBucketThatExistsOnlyGetsAKey() {
        loaded();
        model.levelProperty().set("append-only");
        created("photos");
        assertThat(source.done).containsExactly("photos key append-only");
    }

    @Test
    void aKeyMadeElsewhereHasAPlaceholderForItsSecret() {
        loaded();
        assertThat(model.keys()).containsExactly("AKIAOLD");
        assertThat(model.secretKnownProperty().get()).isFalse();
        assertThat(text()).contains(Connection.SECRET_PLACEHOLDER);
    }

    @Test
    void refreshingKeepsTheChoiceAndTheSecret() {
        loaded();
        created("restic-home");
        source.keys = List.of(FakeConnect.key("AKIAOLD", "active"), FakeConnect.key("AKIANEW2", "active"));
        model.load();
        Await.until("loaded", () -> model.keys().size() == 2);
        assertThat(model.keyProperty().get()).isEqualTo("AKIANEW2");
        assertThat(model.bucketProperty().get()).isEqualTo("restic-home");
        assertThat(text()).contains(FakeConnect.SECRET);
    }

    @Test
    void everyToolAndBucketHasItsSteps() {
        loaded();
        model.bucketProperty().set("backups");
        model.toolProperty().set(Tool.RCLONE);
        assertThat(text()).contains("maxiofs:backups");
        model.toolProperty().set(Tool.VEEAM);
        assertThat(model.lacksTls()).isTrue();
        model.endpointProperty().set(URI.create("https://192.168.1.5:9900"));
        assertThat(model.lacksTls()).isFalse();
    }

    @Test
    void theFirstRequestOfTheKeySaysThatItIsConnected() {
        loaded();
        model.traced(request("AKIAELSE", NOW, 200, null));
        assertThat(model.firstProperty().get().state()).isEqualTo(State.WAITING);
        model.traced(request("AKIAOLD", NOW.minusSeconds(60), 200, null));
        assertThat(model.firstProperty().get().state()).as("an old one").isEqualTo(State.WAITING);
        model.traced(request("AKIAOLD", NOW, 200, null));
        assertThat(model.firstProperty().get().state()).isEqualTo(State.CONNECTED);
        model.traced(request("AKIAOLD", NOW, 403, "AccessDenied"));
        assertThat(model.firstProperty().get().state())
                .as("it was connected once")
                .isEqualTo(State.CONNECTED);
    }

    @Test
    void aFailureIsToldInASentenceUntilItWorks() {
        loaded();
        model.traced(request(null, NOW, 400, "BadRequest"));
        assertThat(model.firstProperty().get().state()).isEqualTo(State.SOMETHING_FAILED);
        model.traced(request("AKIAOLD", NOW, 403, "SignatureDoesNotMatch"));
        assertThat(model.firstProperty().get().state()).isEqualTo(State.FAILED);
        assertThat(model.firstProperty()
                        .get()
                        .explanation(Texts.of(Locale.US, ZoneOffset.UTC).server()))
                .contains("SignatureDoesNotMatch");
        model.traced(request("AKIAOLD", NOW, 404, "NoSuchKey"));
        assertThat(model.firstProperty().get().state())
                .as("a missing object is an answer to a right signature")
                .isEqualTo(State.CONNECTED);
    }

    @Test
    void anotherToolIsWaitedForAnew() {
        loaded();
        model.traced(request("AKIAOLD", NOW, 200, null));
        model.toolProperty().set(Tool.RCLONE);
        assertThat(model.firstProperty().get().state()).isEqualTo(State.WAITING);
    }

    @Test
    void requestsWhoseEventsWereMissedAreFound() {
        loaded();
        source.past = List.of(request("AKIAOLD", NOW.plusSeconds(1), 200, null));
        model.lookBack();
        Await.until("found", () -> model.firstProperty().get().state() == State.CONNECTED);
    }

    @Test
    void withoutABucketThereAreNoSteps() {
        source.buckets = List.of();
        model.load();
        Await.until("loaded", () -> !model.endpoints().isEmpty());
        assertThat(model.snippetProperty().get()).isNull();
        assertThat(model.firstProperty().get().state()).isEqualTo(State.NO_KEY);
    }

    @Test
    void aRefusalIsToldAndTheFormStays() {
        loaded();
        source.refusal = "no more keys";
        model.newBucketProperty().set("new");
        model.create();
        Await.until(
                "told",
                () -> !notices.shown().isEmpty() && !model.busyProperty().get());
        assertThat(notices.shown().getFirst().text()).contains("no more keys");
        assertThat(model.newBucketProperty().get()).isEqualTo("new");
    }

    @Test
    void savedFilesAreForTheirOwnerAndTheAuthorityIsNamed() throws IOException {
        source.endpoint = URI.create("https://192.168.1.5:9900");
        loaded();
        try (TemporaryDirectory folder = new TemporaryDirectory()) {
            Path file = folder.path().resolve("steps.txt");
            model.save("secret", file);
            Await.until("saved", () -> notices.shown().size() == 1);
            assertThat(Files.readString(file)).isEqualTo("secret");
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
            Path authority = folder.path().resolve("ca.pem");
            model.saveAuthority(authority);
            Await.until("named", () -> text().contains(authority.toString()));
            assertThat(authority).exists();
        }
    }
}
