package io.maxiofs.desktop.screen.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.SampleData;
import io.maxiofs.server.admin.api.TraceEntry;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

class ActivityScreenTest extends DesktopTest {

    private static boolean traceHas(String operation) {
        TableView<?> table = now("trace-table", TableView.class);
        return table.getItems().stream()
                .map(TraceEntry.class::cast)
                .anyMatch(entry -> operation.equals(entry.asked().operation()));
    }

    @Test
    void showsWhatHappensAndWhyItFailed() {
        Session session = session();
        showScreen(session, ScreenId.ACTIVITY);
        await("the requests that filled the server are there", () -> traceHas("PutObject"));
        S3Client s3 = server().s3();
        s3.listObjectsV2(l -> l.bucket(SampleData.BACKUPS));
        await("a new request comes by itself", () -> traceHas("ListObjectsV2"));

        try {
            s3.getObject(g -> g.bucket(SampleData.PHOTOS).key("not there"));
        } catch (NoSuchKeyException expected) {
            assertThat(expected.statusCode()).isEqualTo(404);
        }
        type("trace-filter", "not there");
        await("only that request is there", () -> {
            TableView<?> table = now("trace-table", TableView.class);
            return !table.getItems().isEmpty()
                    && table.getItems().stream()
                            .allMatch(entry -> Objects.toString(
                                            ((TraceEntry) entry).asked().key(), "")
                                    .equals("not there"));
        });
        fx(() -> now("trace-table", TableView.class).getSelectionModel().select(0));
        await("it says why", () -> !now("trace-detail", Label.class).getText().isBlank());
        screenshot("activity-server-light");
        type("trace-filter", "");
        click("activity-as-table");
        await(
                "the numbers are there",
                () -> !now("activity-table", TableView.class).getItems().isEmpty());
        click("activity-as-table");
        fx(() -> theme().choose(Theme.Mode.DARK));
        screenshot("activity-server-dark");
    }
}
