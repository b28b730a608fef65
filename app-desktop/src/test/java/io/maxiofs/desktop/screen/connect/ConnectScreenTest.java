package io.maxiofs.desktop.screen.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.connect.Tool;
import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.testing.DesktopTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ConnectScreenTest extends DesktopTest {
    private static final String BUCKET = "restic-home";

    private static String value(String steps, String variable) {
        Matcher matcher = Pattern.compile(variable + "='([^']+)'").matcher(steps);
        assertThat(matcher.find()).as(variable + " in the steps").isTrue();
        return matcher.group(1);
    }

    private void createBucket() {
        await("the choices are there", () -> find("connect-create").isPresent());
        type("connect-new-bucket", BUCKET);
        click("connect-create");
        await(
                "the steps are for the new bucket",
                () -> now("connect-step-1", TextArea.class).getText().contains("/" + BUCKET));
    }

    /** As a client begins that takes the server for one with TLS. */
    private void speakTls() {
        URI endpoint = server().endpoint();
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.getOutputStream().write(new byte[] {0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0});
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the steps say works, and the screen sees it; with a wrong secret it says so. */
    @Test
    void waitsForTheFirstRequestAndSaysHowItWent() {
        Session session = session();
        showScreen(session, ScreenId.CONNECT);
        createBucket();
        String steps = fx(() -> now("connect-step-1", TextArea.class).getText());
        String key = value(steps, "AWS_ACCESS_KEY_ID");
        screenshot("connect-waiting-light");

        speakTls();
        await(
                "it says what a client met that speaks https",
                () -> now("connect-first", StatusPill.class).getText().equals("A request failed")
                        && now("connect-first-detail", Label.class).getText().contains("http://"));

        try (S3Client wrong = server().s3(key, "not the secret of this key")) {
            wrong.putObject(p -> p.bucket(BUCKET).key("a"), RequestBody.fromString("a"));
            throw new AssertionError("A wrong secret was taken");
        } catch (S3Exception expected) {
            assertThat(expected.statusCode()).isEqualTo(403);
        }
        await(
                "it says that it failed",
                () -> now("connect-first", StatusPill.class).getText().equals("It failed"));
        assertThat(fx(() -> now("connect-first-detail", Label.class).getText())).isNotBlank();
        screenshot("connect-refused-light");

        try (S3Client right = server().s3(key, value(steps, "AWS_SECRET_ACCESS_KEY"))) {
            right.putObject(p -> p.bucket(BUCKET).key("a"), RequestBody.fromString("a"));
        }
        await(
                "it is connected",
                () -> now("connect-first", StatusPill.class).getText().equals("Connected, signature OK"));
        screenshot("connect-connected-light");

        fx(() -> now("connect-tools", ListView.class)
                .getSelectionModel()
                .select(List.of(Tool.values()).indexOf(Tool.VEEAM)));
        await(
                "it says that TLS is missing",
                () -> now("connect-needs-tls", Label.class).isVisible());
        fx(() -> theme().choose(Theme.Mode.DARK));
        screenshot("connect-veeam-dark");
    }
}
