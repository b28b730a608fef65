package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.ServerEvent;
import io.maxiofs.server.admin.api.ServerEvent.Kind;
import io.maxiofs.server.admin.api.ServerOverview;
import io.maxiofs.server.observe.live.Event;
import io.maxiofs.server.observe.live.EventHub;
import io.maxiofs.server.observe.live.Subscription;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What happens, as it happens: server-sent events. Every listener has a virtual thread; who does not read fast enough, or
 * whose session has ended, is cut.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class EventRoutes {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** A session that was revoked hears nothing longer than this. */
    private static final Duration LOOK_AT_SESSION = Duration.ofSeconds(1);

    /** What says something of all tenants. */
    private static final Set<Kind> GLOBAL = EnumSet.of(Kind.METRICS, Kind.ALERT);

    private final EventHub hub;
    private final Supplier<ServerOverview.State> state;
    private final Predicate<Caller> stillValid;
    private final AdminJson json = AdminJson.strict();

    /** @param stillValid whether a caller may go on */
    EventRoutes(EventHub hub, Supplier<ServerOverview.State> state, Predicate<Caller> stillValid) {
        this.hub = hub;
        this.state = state;
        this.stillValid = stillValid;
    }

    List<Route> routes() {
        return List.of(new Route("GET", "/api/v1/events", Access.TENANT, this::events));
    }

    private Answer events(Call call) {
        Caller caller = call.who();
        Visibility sight = Visibility.of(caller);
        Set<Kind> kinds = kinds(call);
        if (!sight.everything()) {
            kinds.removeAll(GLOBAL);
        }
        if (hub.listeners() >= EventHub.MAX_LISTENERS) {
            throw new AdminException(
                    Problem.Code.LIMIT_REACHED, "There are " + EventHub.MAX_LISTENERS + " listeners already");
        }
        String lastId = call.request().header("last-event-id").orElse(null);
        return new Answer(
                200,
                new Route.Stream(
                        "text/event-stream",
                        Map.of("X-Accel-Buffering", "no"),
                        // Subscribed by the thread that reads, so that nobody is left behind who never does.
                        out -> follow(out, hub.subscribe(kinds, lastId), caller, sight)));
    }

    private static Set<Kind> kinds(Call call) {
        EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
        String wanted = call.request().parameter("kinds").orElse("state,change,alert,job");
        COMMA.splitAsStream(wanted)
                .map(text -> Kind.of(text)
                        .orElseThrow(() -> Questions.invalid("kinds", "state, metrics, change, trace, alert and job")))
                .forEach(kinds::add);
        kinds.add(Kind.MISSED);
        return kinds;
    }

    private void follow(OutputStream out, Subscription subscription, Caller caller, Visibility sight)
            throws IOException {
        try (subscription) {
            if (subscription.wants(Kind.STATE)) {
                write(out, new Event(0, Kind.STATE, null, state.get()), sight);
            } else {
                out.write(':');
                out.write('\n');
            }
            out.flush();
            long quietMillis = 0;
            while (!subscription.hasEnded() && stillValid.test(caller)) {
                Event event = subscription.poll(LOOK_AT_SESSION);
                if (event != null) {
                    write(out, event, sight);
                    quietMillis = 0;
                } else if ((quietMillis += LOOK_AT_SESSION.toMillis()) >= HEARTBEAT.toMillis()) {
                    out.write(":\n".getBytes(StandardCharsets.US_ASCII));
                    quietMillis = 0;
                }
                if (subscription.isEmpty()) {
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The server ends the stream", e);
        }
    }

    private void write(OutputStream out, Event event, Visibility sight) throws IOException {
        Object document = shown(event, sight);
        if (document == null) {
            return;
        }
        StringBuilder head = new StringBuilder();
        String id = hub.idOf(event);
        if (id != null) {
            head.append("id: ").append(id).append('\n');
        }
        head.append("event: ").append(event.kind().text()).append("\ndata: ");
        out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
        // JSON without line breaks is one line of data.
        out.write(json.write(document));
        out.write("\n\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** What a listener may see of an event; null for nothing. Of changes of others only that there was one. */
    private static @Nullable Object shown(Event event, Visibility sight) {
        boolean everybodys = event.kind() == Kind.STATE || event.kind() == Kind.MISSED;
        if (everybodys || sight.sees(event.tenant())) {
            return event.document();
        }
        return event.document() instanceof ServerEvent.Changed change
                ? new ServerEvent.Changed(change.resource(), "")
                : null;
    }
}
