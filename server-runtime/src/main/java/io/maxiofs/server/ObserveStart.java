package io.maxiofs.server;

import io.maxiofs.base.LifeCycle;
import io.maxiofs.server.admin.AlertRoutes;
import io.maxiofs.server.admin.Observation;
import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.ServerEvent.Kind;
import io.maxiofs.server.admin.api.ServerOverview.State;
import io.maxiofs.server.config.ChangeableSettings;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.database.ObservationTables;
import io.maxiofs.server.event.notification.NotificationTargets;
import io.maxiofs.server.event.notification.Notifications;
import io.maxiofs.server.http.S3Server;
import io.maxiofs.server.observe.RequestObserver;
import io.maxiofs.server.observe.RequestObservers;
import io.maxiofs.server.observe.alert.AlertEngine;
import io.maxiofs.server.observe.alert.AlertMessenger;
import io.maxiofs.server.observe.alert.EmailDelivery;
import io.maxiofs.server.observe.alert.RecentCount;
import io.maxiofs.server.observe.alert.WebhookDelivery;
import io.maxiofs.server.observe.live.ChangeNews;
import io.maxiofs.server.observe.live.ChangesByRequests;
import io.maxiofs.server.observe.live.EventHub;
import io.maxiofs.server.observe.live.TraceNews;
import io.maxiofs.server.observe.metrics.MetricsSampler;
import io.maxiofs.server.observe.metrics.Objectives;
import io.maxiofs.server.observe.metrics.RequestMeters;
import io.maxiofs.server.observe.trace.ClientBook;
import io.maxiofs.server.observe.trace.RequestTrace;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.engine.LocalObjectStore;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The step that begins to observe: metrics, trace, clients, events. One thread wakes once a second and stays in memory. */
final class ObserveStart {
    private static final Logger LOG = LoggerFactory.getLogger(ObserveStart.class);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(10);
    private static final int RUN_BITS = 48;
    private static final Duration TICK = Duration.ofSeconds(1);

    /** Ticks between two looks at the drive. */
    private static final int LOOK_AT_DISK_EVERY = 10;

    /** Ticks between two evaluations of alerts. */
    private static final int EVALUATE_EVERY = 5;

    private static final Duration RETRY_ALERT = Duration.ofSeconds(30);

    private final LifeCycle lifeCycle;
    private final Parts parts;
    private final InstantSource clock;
    private final Timers timers;
    private final RecentCount signInFailures;
    private final AlertMessenger messenger;
    private final AlertEngine engine;
    private final AlertWatch alertWatch;
    private final ServerHealth health;
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

    ObserveStart(ServerOptions options, LifeCycle lifeCycle, Parts parts) {
        Configuration configuration = options.configuration();
        this.lifeCycle = lifeCycle;
        this.parts = parts;
        this.clock = options.clock();
        this.timers = options.timers();
        LocalObjectStore local = parts.local();
        this.gauges = new ServerGauges(options.dataDirectory(), local);
        ObservationTables tables = new ObservationTables(parts.people().database());
        KeptObservations kept = new KeptObservations(tables);
        this.sampler = new MetricsSampler(meters, gauges, kept, clock);
        this.clients = new ClientBook(kept);
        this.trace = new RequestTrace(
                configuration.get(ServerSettings.TRACE_REQUESTS),
                configuration.get(ServerSettings.TRACE_BYTES),
                clients);
        this.hub = new EventHub(new BigInteger(RUN_BITS, options.random()).toString(Character.MAX_RADIX), clock);
        this.news = new ChangeNews(hub);
        this.traceNews = new TraceNews(hub);
        this.signInFailures = new RecentCount(clock);
        this.messenger = messenger();
        this.engine = new AlertEngine(new KeptAlerts(tables, kept), () -> newId(options.random()), this::alerted);
        this.alertWatch = new AlertWatch(
                new AlertWatch.Parts(
                        sampler,
                        clients,
                        local,
                        parts.state(),
                        parts.notifications(),
                        signInFailures,
                        parts.people().settings(),
                        configuration),
                engine);
        String window = configuration.get(ServerSettings.STORAGE_SCRUB_WINDOW);
        this.health = new ServerHealth(
                parts.state(),
                new ServerHealth.Store(
                        parts.buckets(),
                        local,
                        local == null ? null : new ScrubChoices(local.scrubs(), tables, window)),
                gauges,
                configuration.get(ServerSettings.LISTEN).host(),
                clock);
        trace.follow(traceNews);
        if (local != null) {
            local.watch().onFlush(meters::flushed);
        }
    }

    /**
     * What is observed.
     *
     * @param local null if the objects are not in the data directory
     */
    record Parts(
            IdentityStart.Opened people,
            BucketCatalog buckets,
            @Nullable LocalObjectStore local,
            ServerState state,
            Optional<Notifications> notifications) {}

    private static UUID newId(SecureRandom random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private AlertMessenger messenger() {
        DynamicSettings settings = parts.people().settings();
        NotificationTargets webhooks =
                parts.notifications().map(NotificationTargets.class::cast).orElse(NotificationTargets.NONE);
        return new AlertMessenger(
                List.of(
                        new EmailDelivery(() -> account(settings), ObserveStart::machine, clock),
                        new WebhookDelivery(webhooks, () -> settings.get(ChangeableSettings.ALERT_WEBHOOK))),
                clock,
                RETRY_ALERT);
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.debug("This machine does not know its name", e);
            return "server";
        }
    }

    private static EmailDelivery.Account account(DynamicSettings settings) {
        return new EmailDelivery.Account(
                settings.get(ChangeableSettings.SMTP_HOST),
                settings.get(ChangeableSettings.SMTP_PORT),
                settings.get(ChangeableSettings.SMTP_SECURITY),
                settings.get(ChangeableSettings.SMTP_USER),
                settings.get(ChangeableSettings.SMTP_PASSWORD),
                settings.get(ChangeableSettings.EMAIL_FROM),
                settings.get(ChangeableSettings.EMAIL_TO),
                settings.get(ChangeableSettings.EMAIL_LANGUAGE).locale());
    }

    /** An alert has begun or ended. */
    private void alerted(AlertDocument alert) {
        LOG.warn(
                "Alert {} {} {}: {}",
                alert.rule(),
                alert.subject(),
                alert.state(),
                alert.words().sentence());
        hub.publish(Kind.ALERT, null, () -> alert);
        messenger.tell(alert);
    }

    Observation observation() {
        AlertRoutes.Alerts alerts = new AlertRoutes.Alerts(engine, messenger, new Objectives(sampler, clock));
        return new Observation(
                new Observation.Counters(meters, signInFailures), sampler, trace, clients, hub, news, alerts, health);
    }

    /** Writes which programs used which keys, if that is new. */
    void writeClients() {
        clients.flush();
    }

    RequestObserver observer() {
        return new RequestObservers(List.of(meters, trace, new ChangesByRequests(hub, news)));
    }

    /** Begins; ends before the admin port, so that nobody who listens keeps it open. */
    void start(S3Server port) {
        gauges.watch(port, parts.notifications());
        parts.state().stateWatch().countsRequests(port::inFlight);
        sampler.tick();
        Timers.Running ticking = timers.every("observe", TICK, this::tick);
        lifeCycle.onStop("observation", STOP_DEADLINE, () -> {
            if (!ticking.end(STOP_DEADLINE)) {
                LOG.warn("Measuring is still under way");
            }
            StateWatch watch = parts.state().stateWatch();
            watch.stopping();
            hub.publish(Kind.STATE, null, watch::state);
            hub.close();
            sampler.close();
            messenger.close();
        });
    }

    private void tellState() {
        StateWatch watch = parts.state().stateWatch();
        if (ticks % LOOK_AT_DISK_EVERY == 0) {
            if (hub.isWanted(Kind.STATE)) {
                watch.look();
            } else {
                watch.glance();
            }
        }
        State now = watch.state();
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
            alertWatch.look(point.time());
            if (ticks % EVALUATE_EVERY == 0) {
                alertWatch.evaluate(point.time());
            }
            ticks++;
        } catch (RuntimeException e) {
            LOG.error("Measuring failed; it goes on with the next second", e);
        }
    }
}
