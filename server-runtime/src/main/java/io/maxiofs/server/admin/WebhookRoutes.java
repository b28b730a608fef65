package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.WebhookDocument;
import io.maxiofs.server.event.notification.Notifications;
import io.maxiofs.server.event.webhook.WebhookTarget;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Targets of notifications. Their secrets go in and never come out. */
final class WebhookRoutes {
    private final Notifications notifications;

    WebhookRoutes(Notifications notifications) {
        this.notifications = notifications;
    }

    List<Route> routes() {
        Access admin = Access.ADMINISTRATOR;
        return List.of(
                new Route("GET", "/api/v1/webhooks", admin, this::list),
                new Route("POST", "/api/v1/webhooks", admin, this::add),
                new Route("DELETE", "/api/v1/webhooks/{name}", admin, this::remove),
                new Route("POST", "/api/v1/webhooks/{name}/test", admin, this::test),
                new Route("GET", "/api/v1/webhooks/{name}/dead-letters", admin, this::deadLetters));
    }

    private Answer list(Call call) {
        return Answer.ok(new Items<>(
                notifications.targets().list().stream().map(this::document).toList()));
    }

    private Answer add(Call call) {
        WebhookDocument.New given = call.body(WebhookDocument.New.class);
        WebhookTarget target;
        try {
            target = new WebhookTarget(
                    Documents.required(given.name(), "name"),
                    URI.create(Documents.required(given.url(), "url")),
                    Documents.orEmpty(given.secret()));
        } catch (IllegalArgumentException e) {
            throw new AdminException(Problem.Code.INVALID, String.valueOf(e.getMessage()));
        }
        try {
            if (!notifications.targets().add(target)) {
                throw new AdminException(Problem.Code.EXISTS, "There is a webhook " + target.name());
            }
        } catch (IllegalStateException e) {
            throw new AdminException(Problem.Code.NOT_AVAILABLE, String.valueOf(e.getMessage()));
        }
        return Answer.created(document(target));
    }

    private Answer remove(Call call) {
        if (!notifications.targets().remove(call.segment("name"))) {
            throw missing(call);
        }
        return Answer.done();
    }

    private Answer test(Call call) {
        String name = existing(call);
        try {
            notifications.test(name);
        } catch (IOException e) {
            throw new AdminException(Problem.Code.NOT_AVAILABLE, String.valueOf(e.getMessage()));
        }
        return Answer.done();
    }

    private Answer deadLetters(Call call) {
        return Answer.ok(new Items<>(notifications.deadLetters(existing(call)).stream()
                .map(letter ->
                        new WebhookDocument.DeadLetter(letter.time().toString(), letter.reason(), letter.document()))
                .toList()));
    }

    private String existing(Call call) {
        String name = call.segment("name");
        if (!notifications.exists(name)) {
            throw missing(call);
        }
        return name;
    }

    private static AdminException missing(Call call) {
        return new AdminException(Problem.Code.NOT_FOUND, "There is no webhook " + call.segment("name"));
    }

    private WebhookDocument document(WebhookTarget target) {
        Notifications.State state = notifications.state(target.name()).orElse(new Notifications.State(0, 0, 0, ""));
        return new WebhookDocument(
                target.name(),
                target.url().toString(),
                !target.secret().isEmpty(),
                state.waiting(),
                state.delivered(),
                state.failures(),
                state.lastError());
    }
}
