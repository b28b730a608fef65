package io.maxiofs.server.observe.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.admin.api.ServerEvent;
import io.maxiofs.server.admin.api.ServerEvent.Kind;
import io.maxiofs.storage.reference.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is told what, and what it costs if nobody is. */
class EventHubTest {
    private static final Set<Kind> CHANGES = EnumSet.of(Kind.CHANGE);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T00:00:00Z"));
    private final EventHub hub = new EventHub("run", clock);

    private void change(String name) {
        hub.publish(Kind.CHANGE, "", () -> new ServerEvent.Changed("buckets", name));
    }

    private static List<Event> all(Subscription subscription) throws InterruptedException {
        List<Event> found = new ArrayList<>();
        while (!subscription.isEmpty()) {
            Event event = subscription.poll(Duration.ofSeconds(30));
            assertThat(event).isNotNull();
            found.add(event);
        }
        return found;
    }

    private static List<String> names(List<Event> events) {
        return events.stream()
                .map(event -> event.document() instanceof ServerEvent.Changed change
                        ? change.name()
                        : event.kind().text())
                .toList();
    }

    @Test
    void makesNothingWhileNobodyListens() {
        AtomicInteger made = new AtomicInteger();
        for (Kind kind : Kind.values()) {
            hub.publish(kind, "", () -> {
                made.incrementAndGet();
                return new ServerEvent.Missed();
            });
            assertThat(hub.isWanted(kind)).isFalse();
        }
        assertThat(made).hasValue(0);
    }

    @Test
    void tellsOnlyWhatIsWanted() throws InterruptedException {
        try (Subscription subscription = hub.subscribe(CHANGES, null)) {
            change("a");
            hub.publish(Kind.ALERT, "", () -> new ServerEvent.Missed());
            assertThat(hub.isWanted(Kind.TRACE)).isFalse();
            assertThat(names(all(subscription))).containsExactly("a");
        }
        assertThat(hub.isWanted(Kind.CHANGE)).isFalse();
        assertThat(hub.listeners()).isZero();
    }

    private @Nullable String lastId(Subscription subscription) throws InterruptedException {
        return hub.idOf(all(subscription).getLast());
    }

    @Test
    void resumesBehindTheLastEventSeen() throws InterruptedException {
        String seen;
        try (Subscription subscription = hub.subscribe(CHANGES, null)) {
            change("a");
            seen = lastId(subscription);
        }
        change("b");
        change("c");
        try (Subscription again = hub.subscribe(CHANGES, seen)) {
            change("d");
            assertThat(names(all(again))).containsExactly("b", "c", "d");
        }
    }

    @Test
    void saysSoIfSomethingWasMissed() throws InterruptedException {
        String seen;
        try (Subscription subscription = hub.subscribe(CHANGES, null)) {
            change("a");
            seen = lastId(subscription);
        }
        clock.set(clock.instant().plus(Duration.ofMinutes(2)));
        change("b");
        change("c");
        try (Subscription late = hub.subscribe(CHANGES, seen)) {
            assertThat(names(all(late))).containsExactly("missed");
        }
        try (Subscription other = hub.subscribe(CHANGES, "otherrun-1")) {
            assertThat(names(all(other))).containsExactly("missed");
        }
        try (Subscription nonsense = hub.subscribe(CHANGES, "x")) {
            assertThat(names(all(nonsense))).containsExactly("missed");
        }
    }

    @Test
    void keepsABoundedNumberForThoseWhoComeBack() throws InterruptedException {
        String seen;
        try (Subscription subscription = hub.subscribe(CHANGES, null)) {
            change("a");
            seen = lastId(subscription);
        }
        for (int i = 0; i < EventHub.BUFFERED; i++) {
            change("x" + i);
        }
        try (Subscription again = hub.subscribe(CHANGES, seen)) {
            assertThat(all(again)).hasSize(EventHub.BUFFERED);
        }
        change("y");
        try (Subscription late = hub.subscribe(CHANGES, seen)) {
            assertThat(names(all(late))).containsExactly("missed");
        }
    }

    @Test
    void dropsAListenerThatDoesNotRead() throws InterruptedException {
        Subscription slow = hub.subscribe(CHANGES, null);
        Subscription quick = hub.subscribe(CHANGES, null);
        for (int i = 0; i <= Subscription.QUEUE; i++) {
            change("n");
            assertThat(quick.poll(Duration.ofSeconds(30))).isNotNull();
        }
        assertThat(slow.hasEnded()).isTrue();
        assertThat(quick.hasEnded()).isFalse();
        slow.close();
        quick.close();
        assertThat(hub.listeners()).isZero();
    }

    @Test
    void boundsListenersAndEndsAllWhenItCloses() throws InterruptedException {
        List<Subscription> all = new ArrayList<>();
        for (int i = 0; i < EventHub.MAX_LISTENERS; i++) {
            all.add(hub.subscribe(CHANGES, null));
        }
        assertThatThrownBy(() -> hub.subscribe(CHANGES, null)).isInstanceOf(EventHub.FullException.class);
        hub.close();
        assertThat(all).allMatch(Subscription::hasEnded);
        assertThat(all.getFirst().poll(Duration.ofSeconds(30))).isNull();
        all.forEach(Subscription::close);
        assertThatThrownBy(() -> hub.subscribe(CHANGES, null)).isInstanceOf(EventHub.FullException.class);
    }

    @Test
    void tellsAThousandChangesOfOneThingOnce() throws InterruptedException {
        ChangeNews news = new ChangeNews(hub);
        try (Subscription subscription = hub.subscribe(CHANGES, null)) {
            for (int i = 0; i < 1_000; i++) {
                news.changed("objects", "photos", "");
            }
            news.changed("objects", "music", "");
            news.tell();
            news.tell();
            assertThat(names(all(subscription))).containsExactlyInAnyOrder("photos", "music");
        }
    }
}
