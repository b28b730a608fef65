package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.admin.api.AlertDocument.Times;
import io.maxiofs.server.admin.api.AlertDocument.Words;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.observe.alert.AlertEngine;
import io.maxiofs.server.observe.alert.AlertMessenger;
import io.maxiofs.server.observe.alert.AlertRule;
import io.maxiofs.server.observe.metrics.Objectives;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts and how they are told. */
public final class AlertRoutes {
    private static final String PATH = "/api/v1/alerts";
    private static final Duration LONGEST_MUTE = Duration.ofDays(365);

    private final Alerts alerts;
    private final InstantSource clock;

    /** What alerts are made of. */
    public record Alerts(AlertEngine engine, AlertMessenger messenger, Objectives objectives) {}

    AlertRoutes(Alerts alerts, InstantSource clock) {
        this.alerts = alerts;
        this.clock = clock;
    }

    List<Route> routes() {
        Access admin = Access.ADMINISTRATOR;
        return List.of(
                new Route("GET", PATH, admin, this::firing),
                new Route("GET", PATH + "/history", admin, this::history),
                new Route("GET", PATH + "/rules", admin, this::rules),
                new Route("GET", PATH + "/objectives", admin, this::objectives),
                new Route("GET", PATH + "/deliveries", admin, this::deliveries),
                new Route("POST", PATH + "/mute", admin, this::mute),
                new Route("POST", PATH + "/test", admin, this::test));
    }

    private Answer firing(Call call) {
        return Answer.ok(new Items<>(alerts.engine().firing()));
    }

    private Answer history(Call call) {
        int limit = Questions.limit(call.request());
        Long cursor = Questions.cursor(call.request());
        Instant before = Instant.ofEpochMilli(cursor == null ? Long.MAX_VALUE : cursor);
        List<AlertDocument> found = alerts.engine().history(before, limit);
        String next = found.size() < limit
                ? null
                : String.valueOf(found.getLast().times().since().toEpochMilli());
        return Answer.ok(new Items<>(found, next));
    }

    private Answer rules(Call call) {
        return Answer.ok(new Items<>(
                Arrays.stream(AlertRule.values()).map(this::document).toList()));
    }

    private AlertDocument.Rule document(AlertRule rule) {
        return new AlertDocument.Rule(
                rule.text(),
                rule.title(),
                rule.severity().text(),
                rule.description(),
                rule.unit(),
                alerts.engine().mutedUntil(rule),
                rule.setting());
    }

    private Answer objectives(Call call) {
        return Answer.ok(new Items<>(alerts.objectives().measure()));
    }

    private Answer deliveries(Call call) {
        return Answer.ok(new Items<>(alerts.messenger().deliveries()));
    }

    private Answer mute(Call call) {
        AlertDocument.Mute wanted = call.body(AlertDocument.Mute.class);
        AlertRule rule = AlertEngine.ruleOf(Documents.required(wanted.rule(), "rule"))
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no rule " + wanted.rule()));
        alerts.engine().mute(rule, Documents.orEmpty(wanted.subject()), bounded(wanted.until()));
        return Answer.done();
    }

    private @Nullable Instant bounded(@Nullable Instant until) {
        if (until != null && until.isAfter(clock.instant().plus(LONGEST_MUTE))) {
            throw new AdminException(Problem.Code.INVALID, "Nothing is muted for longer than a year");
        }
        return until;
    }

    private Answer test(Call call) {
        String kind = Documents.required(call.body(AlertDocument.Test.class).kind(), "kind");
        AlertDocument sample = new AlertDocument(
                "test",
                "test",
                "",
                AlertRule.Severity.INFO.text(),
                "firing",
                new Times(clock.instant(), null, null),
                new AlertDocument.Reading(null, null, ""),
                new Words(
                        "This is a test", "Somebody tried whether alerts arrive. They do.", "Nothing is to be done."));
        return Answer.ok(alerts.messenger()
                .test(kind, sample)
                .map(why -> new AlertDocument.TestResult(false, why))
                .orElse(new AlertDocument.TestResult(true, "It was taken")));
    }
}
