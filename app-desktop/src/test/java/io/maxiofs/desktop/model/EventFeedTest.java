package io.maxiofs.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DirectUiThread;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.EventStream;
import io.maxiofs.server.admin.api.ServerEvent;
import io.maxiofs.server.admin.api.ServerEvent.Kind;
import io.maxiofs.server.testing.TestServer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One connection for everybody in the window, to a real server. */
class EventFeedTest {
    @Test
    void connectsAnewAndTellsThatWhatIsShownMayBeOld() {
        try (TestServer server = TestServer.start();
                AdminClient admin = server.adminClient();
                EventFeed feed = new EventFeed(() -> admin, new DirectUiThread())) {
            List<ServerEvent> heard = new ArrayList<>();
            List<EventStream.State> states = new ArrayList<>();
            feed.listen(EnumSet.of(Kind.STATE), heard::add);
            feed.stateProperty().subscribe(state -> {
                states.add(state);
            });
            Await.until("the state was told", () -> count(heard, ServerEvent.StateChanged.class) == 1);
            assertThat(count(heard, ServerEvent.Missed.class)).isZero();

            feed.reconnect();
            Await.until("it was told again", () -> count(heard, ServerEvent.StateChanged.class) == 2);
            assertThat(count(heard, ServerEvent.Missed.class)).isEqualTo(1);
            assertThat(feed.stateProperty().get()).isEqualTo(EventStream.State.OPEN);
            assertThat(states).contains(EventStream.State.WAITING);
        }
    }

    private static long count(List<ServerEvent> heard, Class<? extends ServerEvent> kind) {
        return heard.stream().filter(kind::isInstance).count();
    }
}
