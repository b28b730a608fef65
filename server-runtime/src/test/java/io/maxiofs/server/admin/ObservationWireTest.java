package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.ClientDocument;
import io.maxiofs.server.admin.api.EventStream;
import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.MetricsHistory;
import io.maxiofs.server.admin.api.ServerEvent;
import io.maxiofs.server.admin.api.ServerEvent.Kind;
import io.maxiofs.server.admin.api.TenantDocument;
import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.admin.api.TraceQuery;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Metrics, trace, clients and events of a real server, over its admin port. */
class ObservationWireTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static TestServer server;
    private AdminClient client;

    @BeforeAll
    static void startServer() {
        server = TestServer.start();
        server.s3().createBucket(request -> request.bucket("seen"));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void connect() {
        client = server.adminClient();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    /** Looks again and again: what is observed is known a moment after the answer. */
    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void put(String key) {
        server.s3().putObject(request -> request.bucket("seen").key(key), RequestBody.fromString("x".repeat(100)));
    }

    @Test
    void measuresRequestsEachSecond() {
        put("measured");
        await(
                "the second of the upload",
                () -> client.metrics().history(MetricsHistory.Range.TEN_MINUTES, null).points().stream()
                        .flatMap(point -> point.operations().stream())
                        .anyMatch(operation -> operation.name().equals("write_small") && operation.maxMicros() > 0));
        MetricsDocument now = client.metrics().now();
        assertThat(now.memory().heapUsedBytes()).isPositive();
        await("a look at the disk", () -> client.metrics().now().disk().freeBytes() != null);
        await(
                "a flush of the journal",
                () -> client.metrics().history(MetricsHistory.Range.TEN_MINUTES, null).points().stream()
                        .anyMatch(point ->
                                point.disk().flushes() > 0 && point.disk().flushMaxMicros() > 0));
        assertThat(client.metrics().history(MetricsHistory.Range.YEAR, null).points())
                .isEmpty();
    }

    private TraceEntry awaitTraced(TraceQuery query) {
        await(
                "a request in the trace",
                () -> !client.trace().list(query, 10, null).items().isEmpty());
        return client.trace().list(query, 10, null).items().getFirst();
    }

    private static TraceQuery text(String text) {
        return new TraceQuery(null, null, null, null, null, null, text);
    }

    @Test
    void tracesRequestsWithWhoMadeThemAndHowLongEachPartTook() {
        put("traced.txt");
        TraceEntry entry = awaitTraced(text("traced.txt"));
        assertThat(entry.asked().operation()).isEqualTo("PutObject");
        assertThat(entry.asked().bucket()).isEqualTo("seen");
        assertThat(entry.result().status()).isEqualTo(200);
        assertThat(entry.result().bytesIn()).isGreaterThanOrEqualTo(100);
        assertThat(entry.sender().accessKey()).isEqualTo(TestServer.ACCESS_KEY);
        assertThat(entry.sender().user()).isEqualTo("admin");
        assertThat(entry.sender().client()).isEqualTo("aws-sdk-java");
        TraceEntry.Timing timing = entry.timing();
        assertThat(timing.authMicros() + timing.queueMicros() + timing.storeMicros() + timing.sendMicros())
                .isEqualTo(timing.totalMicros());
        assertThat(timing.storeMicros()).isPositive();
        assertThat(client.trace().get(entry.id())).isEqualTo(entry);
        String curl = client.trace().curl(entry.id());
        assertThat(curl)
                .contains("--request 'PUT'", "traced.txt", "--aws-sigv4")
                .doesNotContain(TestServer.ACCESS_KEY);
    }

    @Test
    void explainsAWrongSecretAndFindsItByFilter() {
        try (S3Client wrong = server.s3(TestServer.ACCESS_KEY, "not the secret of that key at all, really")) {
            assertThatThrownBy(() ->
                            wrong.getObject(request -> request.bucket("seen").key("locked-door")))
                    .isInstanceOf(S3Exception.class);
        }
        TraceEntry entry = awaitTraced(
                new TraceQuery("GetObject", "failed", "seen", TestServer.ACCESS_KEY, null, null, "locked-door"));
        assertThat(entry.result().error()).isEqualTo("SignatureDoesNotMatch");
        assertThat(entry.result().explanation()).contains("the secret key is wrong");
        assertThat(entry.sender().user()).isEqualTo("admin");
        assertThat(client.trace()
                        .list(new TraceQuery(null, "2xx", null, null, null, null, "locked-door"), 10, null)
                        .items())
                .isEmpty();
        ClientDocument use = client.trace().clients().stream()
                .filter(found -> found.client().equals("aws-sdk-java"))
                .findFirst()
                .orElseThrow();
        assertThat(use.lastFailure()).isNotNull();
        assertThat(use.lastFailure().explanation()).contains("the secret key is wrong");
    }

    @Test
    void refusesFiltersItDoesNotUnderstand() {
        assertThatThrownBy(
                        () -> client.trace().list(new TraceQuery(null, "9xx", null, null, null, null, null), 10, null))
                .isInstanceOf(AdminClientException.class)
                .hasMessageContaining("status");
        assertThatThrownBy(() -> client.trace().list(TraceQuery.ALL, 1_001, null))
                .hasMessageContaining("limit");
    }

    @Test
    void showsATenantOnlyItsOwn() {
        client.createTenant(new TenantDocument.New("acme", null, null));
        client.createUser(new UserDocument.New("ann", null, null, null, "admin", "ann has a password", null, "acme"));
        AccessKeyDocument.Issued key = client.createAccessKey(new AccessKeyDocument.New("ann", null, null));
        try (S3Client s3 = server.s3(key.key().id(), key.secretKey())) {
            s3.createBucket(request -> request.bucket("acmes"));
        }
        awaitTraced(new TraceQuery("CreateBucket", null, "acmes", null, null, null, null));
        put("not-of-acme");
        awaitTraced(text("not-of-acme"));
        try (AdminClient ann = client.signIn("ann", "ann has a password")) {
            List<TraceEntry> seen =
                    ann.trace().list(TraceQuery.ALL, 1_000, null).items();
            assertThat(seen).isNotEmpty();
            assertThat(seen)
                    .allSatisfy(entry -> assertThat(entry.sender().user()).isEqualTo("ann"));
            assertThat(ann.trace().clients())
                    .allSatisfy(use -> assertThat(use.user()).isEqualTo("ann"));
            assertThatThrownBy(() -> ann.metrics().now()).isInstanceOf(AdminClientException.class);
        }
    }

    private static final class Heard implements EventStream.Listener {
        private final BlockingQueue<ServerEvent> events = new LinkedBlockingQueue<>();
        private final BlockingQueue<EventStream.State> states = new LinkedBlockingQueue<>();

        @Override
        public void event(ServerEvent event) {
            events.add(event);
        }

        @Override
        public void state(EventStream.State state, String reason) {
            states.add(state);
        }

        ServerEvent await(Predicate<ServerEvent> wanted) throws InterruptedException {
            return next(events, wanted);
        }

        void awaitState(EventStream.State wanted) throws InterruptedException {
            next(states, state -> state == wanted);
        }

        private static <T> T next(BlockingQueue<T> queue, Predicate<T> wanted) throws InterruptedException {
            while (true) {
                T found = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertThat(found).isNotNull();
                if (wanted.test(found)) {
                    return found;
                }
            }
        }
    }

    private static boolean isChange(ServerEvent event, String resource, String name) {
        return event instanceof ServerEvent.Changed change
                && change.resource().equals(resource)
                && change.name().equals(name);
    }

    @Test
    void streamsStateMetricsChangesAndRequests() throws InterruptedException {
        Heard heard = new Heard();
        Set<Kind> all = EnumSet.of(Kind.STATE, Kind.METRICS, Kind.CHANGE, Kind.TRACE);
        try (EventStream stream = client.events(all, heard)) {
            ServerEvent first = heard.await(event -> true);
            assertThat(first).isInstanceOf(ServerEvent.StateChanged.class);
            assertThat(((ServerEvent.StateChanged) first).state().name()).isEqualTo("running");
            assertThat(stream.state()).isEqualTo(EventStream.State.OPEN);
            put("told.txt");
            heard.await(event -> event instanceof ServerEvent.Traced traced
                    && "told.txt".equals(traced.entry().asked().key()));
            heard.await(event -> isChange(event, "objects", "seen"));
            client.createUser(new UserDocument.New("told", null, null, null, null, null, null));
            heard.await(event -> isChange(event, "users", ""));
            heard.await(event -> event instanceof ServerEvent.Measured);
        }
        heard.awaitState(EventStream.State.CLOSED);
    }

    @Test
    void endsTheStreamOfASessionThatEnds() throws InterruptedException {
        client.createUser(new UserDocument.New("eve", null, null, null, "admin", "eve has a password", null));
        Heard heard = new Heard();
        AdminClient eve = client.signIn("eve", "eve has a password");
        try (EventStream stream = eve.events(EnumSet.of(Kind.STATE), heard)) {
            heard.awaitState(EventStream.State.OPEN);
            client.deleteUser("eve");
            heard.awaitState(EventStream.State.REFUSED);
            assertThat(stream.state()).isEqualTo(EventStream.State.REFUSED);
        }
        eve.close();
    }

    @Test
    void comesBackWhenTheServerDoesAndKeepsClientsAndHours() throws InterruptedException {
        try (TestServer other = TestServer.start();
                AdminClient admin = other.adminClient()) {
            other.s3().createBucket(request -> request.bucket("kept"));
            Heard heard = new Heard();
            try (EventStream stream = admin.events(EnumSet.of(Kind.STATE), heard)) {
                heard.awaitState(EventStream.State.OPEN);
                other.restart();
                heard.await(event -> event instanceof ServerEvent.StateChanged changed
                        && changed.state().name().equals("stopping"));
                heard.awaitState(EventStream.State.WAITING);
                stream.reconnect();
            }
            try (AdminClient again = other.adminClient()) {
                assertThat(again.trace().clients())
                        .extracting(ClientDocument::accessKey)
                        .containsExactly(TestServer.ACCESS_KEY);
                assertThat(again.metrics()
                                .history(MetricsHistory.Range.YEAR, null)
                                .points())
                        .hasSize(1);
            }
        }
    }
}
