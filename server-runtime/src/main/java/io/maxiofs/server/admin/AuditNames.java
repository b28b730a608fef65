package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the audit calls the calls of the admin API: made from their routes, so that a new one has a name. */
final class AuditNames {
    /** Before the names of resources: {@code api}, {@code v1}. */
    private static final int PREFIX = 2;

    private static final Map<String, String> SPECIAL = Map.ofEntries(
            Map.entry("POST auth/login", "auth.sign-in"),
            Map.entry("POST auth/login/second-factor", "auth.sign-in"),
            Map.entry("POST auth/logout", "auth.sign-out"),
            Map.entry("POST auth/refresh", "auth.refresh"),
            Map.entry("POST auth/password", "auth.password"),
            Map.entry("POST auth/two-factor", "auth.two-factor.begin"),
            Map.entry("POST auth/two-factor/confirm", "auth.two-factor.enable"),
            Map.entry("POST auth/two-factor/disable", "auth.two-factor.disable"),
            Map.entry("POST auth/two-factor/backup-codes", "auth.two-factor.backup-codes"),
            Map.entry("DELETE users/{name}/two-factor", "user.two-factor.disable"),
            Map.entry("DELETE users/{name}/lock", "user.unlock"),
            Map.entry("PUT access-grid", "access-key.grid"),
            Map.entry("POST scrub/repairs", "scrub.repair"),
            Map.entry("PUT scrub/repairs/content", "scrub.repair.content"),
            Map.entry("PUT settings/export", "setting.import"));

    private AuditNames() {}

    /** Such as {@code bucket.create}. */
    static String action(Route route) {
        List<String> parts = parts(route);
        String special = SPECIAL.get(route.method() + " " + String.join("/", parts));
        if (special != null) {
            return special;
        }
        List<String> names = new ArrayList<>(
                parts.stream().filter(part -> !part.startsWith("{")).toList());
        boolean verb = route.method().equals("POST")
                && names.size() > 1
                && !parts.getLast().startsWith("{")
                && !names.getLast().endsWith("s");
        return String.join(".", names.stream().map(AuditNames::singular).toList())
                + (verb ? "" : "." + verbOf(route.method()));
    }

    private static List<String> parts(Route route) {
        List<String> template = route.template();
        return template.size() > PREFIX ? template.subList(PREFIX, template.size()) : template;
    }

    private static String verbOf(String method) {
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "set";
            case "PATCH" -> "change";
            case "DELETE" -> "delete";
            default -> "read";
        };
    }

    private static String singular(String name) {
        if (name.endsWith("ies")) {
            return name.substring(0, name.length() - 3) + "y";
        }
        return name.endsWith("s") && !name.endsWith("ss") ? name.substring(0, name.length() - 1) : name;
    }

    /** Such as {@code bucket/photos}; empty if the route is about no one thing and its body names none. */
    static String resource(Route route, Call call, String named) {
        List<String> parts = parts(route);
        StringBuilder resource = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.startsWith("{")) {
                String kind = i == 0 ? "" : singular(parts.get(i - 1));
                resource.append(resource.isEmpty() ? "" : "/")
                        .append(kind)
                        .append('/')
                        .append(call.segment(part.substring(1, part.length() - 1)));
            }
        }
        if (resource.isEmpty() && !named.isEmpty()) {
            resource.append(singular(parts.getFirst())).append('/').append(named);
        }
        return resource.toString();
    }
}
