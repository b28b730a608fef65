package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.policy.ConditionKey;
import io.maxiofs.server.policy.PolicyContext;
import io.maxiofs.server.policy.PolicyPrincipals;
import io.maxiofs.server.s3.request.S3Request;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action as policies see it.
 *
 * @param action with its service, such as {@code iam:CreateUser}
 * @param facts values of keys that only this action has
 */
record IamContext(
        String action, String resource, IamCaller caller, S3Request request, Map<ConditionKey, List<String>> facts)
        implements PolicyContext {
    private static final String ROOT = ":root";
    private static final String IAM = "arn:aws:iam::";
    private static final String USER = ":user/";

    @Override
    public boolean isNamedBy(PolicyPrincipals.Name name) {
        return switch (name.kind()) {
            case AWS -> name.isEverybody() || isNamedBy(name.value());
            case CANONICAL_USER -> caller.isRoot() && name.value().equals(caller.account());
            case SERVICE, FEDERATED -> false;
        };
    }

    private boolean isNamedBy(String value) {
        if (isAccount(value) || caller.identity().names().arns().contains(value)) {
            return true;
        }
        if (!value.startsWith(IAM)) {
            return false;
        }
        if (value.endsWith(ROOT)) {
            return isAccount(value.substring(IAM.length(), value.length() - ROOT.length()));
        }
        int user = value.indexOf(USER, IAM.length());
        if (user < 0 || !caller.isRoot()) {
            return false;
        }
        String account = value.substring(IAM.length(), user);
        String called = value.substring(value.lastIndexOf('/') + 1);
        return (account.isEmpty() ? caller.owner().tenant().isEmpty() : isAccount(account))
                && (called.equals(caller.owner().name()) || called.equals(caller.account()));
    }

    private boolean isAccount(String value) {
        return !value.isEmpty()
                && (value.equals(caller.account())
                        || value.equals(caller.identity().names().accountId()));
    }

    /** Whether a trust policy that names this very principal, and not its account as a whole, would mean it. */
    boolean isNamedItself(PolicyPrincipals.Name name) {
        return caller.identity().names().arns().contains(name.value());
    }

    @Override
    public @Nullable List<String> values(ConditionKey key) {
        List<String> own = facts.get(key);
        if (own != null) {
            return own;
        }
        List<String> known = caller.identity().facts().get(key);
        if (known != null) {
            return known;
        }
        String value = value(key.name());
        return value == null ? null : List.of(value);
    }

    private @Nullable String value(String name) {
        return switch (name) {
            case "aws:username" ->
                caller.principal().userName().isEmpty()
                        ? null
                        : caller.principal().userName();
            case "aws:userid" ->
                caller.identity().names().userId().isEmpty()
                        ? caller.account()
                        : caller.identity().names().userId();
            case "aws:principalaccount" -> caller.identity().names().accountId();
            case "aws:principalarn" -> caller.arn();
            default -> ofRequest(name, request);
        };
    }

    /** What is known of a request whoever sent it; null for anything else. */
    static @Nullable String ofRequest(String name, S3Request request) {
        S3Request.Origin origin = request.origin();
        return switch (name) {
            case "aws:sourceip" -> origin.remoteAddress().getHostAddress();
            case "aws:securetransport" -> Boolean.toString(origin.secure());
            case "aws:currenttime" -> DateTimeFormatter.ISO_INSTANT.format(origin.received());
            case "aws:epochtime" -> Long.toString(origin.received().getEpochSecond());
            case "aws:useragent" -> request.headers().value("User-Agent");
            default -> null;
        };
    }
}
