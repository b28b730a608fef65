package io.maxiofs.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.testing.DesktopTest;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;

class FxNoticesTest extends DesktopTest {
    @Test
    void saysTheSameOnlyOnceButKeepsEveryOffer() {
        FxNotices notices = fx(() -> new FxNotices(texts()));
        fx(() -> {
            notices.warning("The server does not answer.");
            notices.info("Another thing.");
            notices.warning("The server does not answer.");
            notices.undoable("1 object deleted", "Undo", () -> {});
            notices.undoable("1 object deleted", "Undo", () -> {});
        });

        assertThat(fx(() -> notices.view().getChildren().stream()
                        .map(Node::getAccessibleText)
                        .toList()))
                .containsExactly(
                        "Another thing.", "The server does not answer.", "1 object deleted", "1 object deleted");
    }
}
