package io.maxiofs.server.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.event.audit.AuditEvent;
import io.maxiofs.server.event.audit.AuditEvent.Actor;
import io.maxiofs.server.event.audit.AuditEvent.Result;
import io.maxiofs.server.event.audit.AuditLog;
import io.maxiofs.server.http.JsonHandler.Request;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells the audit of every change through the admin API, whatever came of it. Called at the one point where its answers
 * are made. Of a body only names go in, and values of a few fields that are no secrets.
 */
final class AdminAudit {
    /** Fields that name what a call is about. */
    private static final List<String> NAMING = List.of("name", "user", "bucket", "key", "id");

    private static final Set<String> TELLING = Set.of(
            "name",
            "user",
            "owner",
            "tenant",
            "bucket",
            "key",
            "role",
            "status",
            "level",
            "expires",
            "durability",
            "versioning",
            "objectLock",
            "addMember",
            "removeMember",
            "attach",
            "detach",
            "policyName",
            "bytes",
            "objects");

    /** Notes of an action that finds out who calls. */
    static final String SIGNED_IN_USER = "signed-in-user";

    static final String SIGNED_IN_TENANT = "signed-in-tenant";

    private final AuditLog log;
    private final InstantSource clock;
    private final ObjectMapper json = JsonMapper.builder().build();

    AdminAudit(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * A call that has been answered.
     *
     * @param code of the problem; empty if there was none
     */
    void answered(Route route, Call call, int status, String code) {
        if (isReading(route.method())) {
            return;
        }
        Map<String, String> detail = new TreeMap<>();
        String named = "";
        JsonNode body = body(call.request());
        if (body != null && body.isObject()) {
            named = named(body);
            tell(body, detail);
        }
        detail.putAll(call.notes());
        if (!code.isEmpty()) {
            detail.put("problem", code);
        }
        detail.put("status", String.valueOf(status));
        AuditEvent event = new AuditEvent(
                clock.instant(),
                actor(call.request(), call.caller(), detail),
                AuditNames.action(route),
                AuditNames.resource(route, call, named),
                Result.ofStatus(status),
                detail);
        if (call.caller().isEmpty() && route.access() != Route.Access.ANYBODY) {
            // Strangers must not be able to hold up those who are let in.
            log.offer(event);
        } else {
            log.add(event);
        }
    }

    static boolean isReading(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Who tried to sign in stands in the detail: whether there is such a user is not told here. */
    private static Actor actor(Request request, Optional<Caller> caller, Map<String, String> detail) {
        String address = request.peer().address().getHostAddress();
        String client = request.header("user-agent").orElse("");
        if (caller.isEmpty()) {
            String tenant = detail.remove(SIGNED_IN_TENANT);
            String name = detail.remove(SIGNED_IN_USER);
            return name == null
                    ? new Actor("", Actor.ANONYMOUS, "", address, client)
                    : new Actor(name, Actor.USER, tenant == null ? "" : tenant, address, client);
        }
        return caller.get()
                .user()
                .map(user -> new Actor(user.name(), Actor.USER, user.tenant(), address, client))
                .orElse(new Actor("", Actor.LOCAL, "", address, client));
    }

    /** Null if it is no document. */
    private @Nullable JsonNode body(Request request) {
        try {
            return request.body().length == 0 ? null : json.readTree(request.body());
        } catch (IOException e) {
            return null;
        }
    }

    private static String named(JsonNode body) {
        for (String field : NAMING) {
            JsonNode value = body.get(field);
            if (value != null && value.isTextual()) {
                return value.textValue();
            }
        }
        return "";
    }

    private static void tell(JsonNode body, Map<String, String> detail) {
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            JsonNode value = field.getValue();
            if (TELLING.contains(field.getKey()) && value.isValueNode() && !value.isNull()) {
                detail.put(field.getKey(), value.asText());
            }
        }
    }
}
