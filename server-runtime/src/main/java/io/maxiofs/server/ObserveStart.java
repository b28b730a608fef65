package io.maxiofs.server;

import io.maxiofs.base.LifeCycle;
import io.maxiofs.server.admin.Observation;
import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.ServerEvent.Kind;
import io.maxiofs.server.admin.api.ServerOverview.State;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.database.ObservationTables;
import io.maxiofs.server.database.ServerDatabase;
import io.maxiofs.server.event.notification.Notifications;
import io.maxiofs.server.http.S3Server;
import io.maxiofs.server.observe.RequestObserver;
import io.maxiofs.server.observe.RequestObservers;
import io.maxiofs.server.observe.live.ChangeNews;
import io.maxiofs.server.observe.live.ChangesByRequests;
import io.maxiofs.server.observe.live.EventHub;
import io.maxiofs.server.observe.live.TraceNews;
import io.maxiofs.server.observe.metrics.MetricsSampler;
import io.maxiofs.server.observe.metrics.RequestMeters;
import io.maxiofs.server.observe.trace.ClientBook;
import io.maxiofs.server.observe.trace.RequestTrace;
import io.maxiofs.storage.engine.LocalObjectStore;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The step that begins to observe: metrics, trace, clients, events. One thread wakes once a second and stays in memory. */
final class ObserveStart {
    private static final Logger LOG = LoggerFactory.getLogger(ObserveStart.class);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(10);
    private static final int RUN_BITS = 48;
    private static final long TICK_MILLIS = 1_000;

    /** Ticks between two looks whether something is to be written. */
    private static final int FLUSH_EVERY = 300;

    private final LifeCycle lifeCycle;
    private final ServerState state;
    private final ServerGauges gauges;
    private final RequestMeters meters = new RequestMeters();
    private final MetricsSampler sampler;
    private final ClientBook clients;
    private final RequestTrace trace;
    private final EventHub hub;
    private final ChangeNews news;
    private final TraceNews traceNews;
    private int ticks;
    private String toldState = "running";

    /** @param local null if the objects are not in the data directory */
    ObserveStart(
            ServerOptions options,
            LifeCycle lifeCycle,
            ServerDatabase database,
            @Nullable LocalObjectStore local,
            ServerState state) {
        Configuration configuration = options.configuration();
        this.lifeCycle = lifeCycle;
        this.state = state;
        this.gauges = new ServerGauges(options.dataDirectory(), local);
        KeptObservations kept = new KeptObservations(new ObservationTables(database));
        this.sampler = new MetricsSampler(meters, gauges, kept, options.clock());
        this.clients = new ClientBook(kept);
        this.trace = new RequestTrace(
                configuration.get(ServerSettings.TRACE_REQUESTS),
                configuration.get(ServerSettings.TRACE_BYTES),
                clients);
        this.hub =
                new EventHub(new BigInteger(RUN_BITS, options.random()).toString(Character.MAX_RADIX), options.clock());
        this.news = new ChangeNews(hub);
        this.traceNews = new TraceNews(hub);
        trace.follow(traceNews);
        if (local != null) {
            local.watch().onFlush(meters::flushed);
        }
    }

    Observation observation() {
        return new Observation(meters, sampler, trace, clients, hub, news);
    }

    RequestObserver observer() {
        return new RequestObservers(List.of(meters, trace, new ChangesByRequests(hub, news)));
    }

    /** Begins; ends before the admin port, so that nobody who listens keeps it open. */
    void start(S3Server port, Optional<Notifications> notifications) {
        gauges.watch(port, notifications);
        state.stateWatch().countsRequests(port::inFlight);
        sampler.tick();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("observe").factory());
        ScheduledFuture<?> ticking =
                timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        lifeCycle.onStop("observation", STOP_DEADLINE, () -> {
            ticking.cancel(false);
            timer.shutdown();
            if (!timer.awaitTermination(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Measuring is still under way");
            }
            state.stateWatch().stopping();
            hub.publish(Kind.STATE, null, state::state);
            hub.close();
            sampler.close();
            clients.flush();
        });
    }

    private void tellState() {
        State now = state.state();
        if (!now.name().equals(toldState)) {
            toldState = now.name();
            LOG.info("The server is now {} {}", now.name(), now.reason());
            hub.publish(Kind.STATE, null, () -> now);
        }
    }

    private void tick() {
        try {
            MetricsDocument point = sampler.tick();
            if (hub.isWanted(Kind.METRICS)) {
                sampler.watched();
                hub.publish(Kind.METRICS, null, () -> point);
            }
            tellState();
            news.tell();
            traceNews.tick();
            if (++ticks % FLUSH_EVERY == 0) {
                clients.flush();
            }
        } catch (RuntimeException e) {
            LOG.error("Measuring failed; it goes on with the next second", e);
        }
    }
}
