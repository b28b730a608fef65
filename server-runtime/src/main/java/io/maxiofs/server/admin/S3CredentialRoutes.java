package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.Presigned;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.S3Credentials;
import io.maxiofs.server.identity.SecretKey;
import io.maxiofs.server.identity.SessionService;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.s3.auth.PresignedUrl;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.model.ObjectKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Temporary credentials for the S3 port, and URLs signed with such. */
final class S3CredentialRoutes {
    private static final int DEFAULT_SECONDS = 3_600;
    private static final long MAX_URL_SECONDS = Duration.ofDays(7).toSeconds();

    /** URLs made within a day share a session, so that making many does not fill the table. */
    private static final Duration SHARED = Duration.ofDays(1);

    private final AdminData data;
    private final ServerControl control;
    private final Map<String, SessionService.Issued> signers = new ConcurrentHashMap<>();

    S3CredentialRoutes(AdminData data, ServerControl control) {
        this.data = data;
        this.control = control;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/api/v1/auth/s3-credentials", Access.OWN, this::credentials),
                new Route("POST", "/api/v1/buckets/{name}/objects/presign", Access.OWN, this::presign));
    }

    private Answer credentials(Call call) {
        AdminData.requireEnrolled(call);
        S3Credentials.Request given = call.body(S3Credentials.Request.class);
        int seconds = given.seconds() == null ? DEFAULT_SECONDS : given.seconds();
        if (seconds < S3Credentials.MIN_SECONDS || seconds > S3Credentials.MAX_SECONDS) {
            throw new AdminException(
                    Problem.Code.INVALID,
                    "seconds is from " + S3Credentials.MIN_SECONDS + " to " + S3Credentials.MAX_SECONDS);
        }
        User user = user(call, given.user());
        SessionService.Issued issued =
                data.identities().sessions().startSignedIn(user.name(), Duration.ofSeconds(seconds));
        return Answer.created(new S3Credentials(
                issued.session().accessKeyId(),
                text(issued.secret()),
                text(issued.token()),
                issued.session().expires(),
                control.status().s3(),
                data.region()));
    }

    private User user(Call call, @Nullable String named) {
        User caller = call.who().user().orElse(null);
        if (named == null) {
            return caller == null ? data.firstAdministrator() : caller;
        }
        if (!call.who().isAdmin() && (caller == null || !caller.name().equalsIgnoreCase(named))) {
            throw new AdminException(Problem.Code.FORBIDDEN, "Only administrators get credentials of others");
        }
        return data.identities()
                .byName(named)
                .filter(User::isActive)
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no active user " + named));
    }

    private static String text(SecretKey secret) {
        return new String(secret.bytes(), StandardCharsets.UTF_8);
    }

    private Answer presign(Call call) {
        AdminData.requireEnrolled(call);
        Presigned.Request given = call.body(Presigned.Request.class);
        if (given.seconds() < 1 || given.seconds() > MAX_URL_SECONDS) {
            throw new AdminException(Problem.Code.INVALID, "seconds is from 1 to " + MAX_URL_SECONDS);
        }
        ObjectKey key = AdminData.key(Documents.required(given.key(), "key"));
        String method = Documents.required(given.method(), "method");
        S3Operation operation = switch (method) {
            case "GET" -> S3Operation.GET_OBJECT;
            case "HEAD" -> S3Operation.HEAD_OBJECT;
            case "PUT" -> S3Operation.PUT_OBJECT;
            default -> throw new AdminException(Problem.Code.INVALID, "method is GET, HEAD or PUT");
        };
        boolean writes = operation == S3Operation.PUT_OBJECT;
        if (writes && (given.version() != null || given.disposition() != null)) {
            throw new AdminException(Problem.Code.INVALID, "What is written has neither version nor disposition");
        }
        String bucket = call.segment("name");
        if (writes) {
            data.calls().authorize(data.caller(call), S3Call.of(operation, bucket, key));
        } else {
            // A link that does not work is better refused now.
            data.calls().find(data.caller(call), bucket, key, given.version());
        }
        Map<String, String> parameters = new HashMap<>();
        if (given.version() != null) {
            parameters.put("versionId", given.version());
        }
        if (given.disposition() != null) {
            parameters.put("response-content-disposition", given.disposition());
        }
        Instant now = data.clock().instant();
        SessionService.Issued signer = signer(user(call, null), now, given.seconds());
        String url = PresignedUrl.of(
                new PresignedUrl.Wish(method, endpoint(given.endpoint(), control), bucket, key.value(), parameters),
                new PresignedUrl.Credentials(
                        signer.session().accessKeyId(), signer.secret().bytes(), text(signer.token()), data.region()),
                now,
                given.seconds());
        return Answer.created(new Presigned(method, url, now.plusSeconds(given.seconds())));
    }

    private SessionService.Issued signer(User user, Instant now, long seconds) {
        Instant needed = now.plusSeconds(seconds);
        return signers.compute(
                user.names().canonicalId(),
                (id, known) -> isGood(known, needed)
                        ? known
                        : data.identities()
                                .sessions()
                                .startSignedIn(
                                        user.name(), Duration.ofSeconds(seconds).plus(SHARED)));
    }

    /** A session that was ended meanwhile is not known any more. */
    private boolean isGood(SessionService.@Nullable Issued known, Instant needed) {
        return known != null
                && !known.session().expires().isBefore(needed)
                && data.identities()
                        .sessions()
                        .byKey(known.session().accessKeyId())
                        .isPresent();
    }

    /**
     * The address that others reach the S3 port by.
     *
     * @param chosen null for the server's own
     */
    static URI endpoint(@Nullable String chosen, ServerControl control) {
        try {
            URI endpoint = URI.create(chosen == null ? control.status().s3() : chosen);
            boolean web = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
            String path = endpoint.getRawPath();
            if (web
                    && endpoint.getHost() != null
                    && endpoint.getRawUserInfo() == null
                    && endpoint.getRawQuery() == null
                    && endpoint.getRawFragment() == null
                    && (path == null || path.isEmpty() || path.equals("/"))) {
                return endpoint;
            }
        } catch (IllegalArgumentException e) {
            throw notEndpoint();
        }
        throw notEndpoint();
    }

    private static AdminException notEndpoint() {
        return new AdminException(
                Problem.Code.INVALID, "endpoint is an address such as https://nas.local:9000, without a path");
    }
}
