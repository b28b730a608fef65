package io.maxiofs.server.event.audit;

import io.maxiofs.server.config.ChangeableSettings;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.config.Live;
import io.maxiofs.server.event.audit.AuditEvent.Actor;
import io.maxiofs.server.event.audit.AuditEvent.Result;
import io.maxiofs.server.event.audit.S3Kinds.Kind;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.observe.CompletedRequest;
import io.maxiofs.server.observe.RequestObserver;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the audit what was done through S3 and through IAM's protocol. Requests of objects cost it a look into a table and,
 * unless they are wanted, nothing more. Called at the one point where requests end; safe on any thread.
 */
public final class S3Audit implements RequestObserver {
    private static final String BYPASS = "x-amz-bypass-governance-retention";
    private static final Pattern CLAIMED_KEY = Pattern.compile("Credential=([A-Za-z0-9._-]{3,128})/");

    private final AuditLog log;
    private final InstantSource clock;
    private final Live<Boolean> reads;
    private final Live<Boolean> writes;

    public S3Audit(AuditLog log, DynamicSettings settings, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        this.reads = settings.live(ChangeableSettings.AUDIT_OBJECT_READS);
        this.writes = settings.live(ChangeableSettings.AUDIT_OBJECT_WRITES);
    }

    @Override
    public void completed(CompletedRequest request) {
        S3Operation operation = request.operation();
        if (operation == null) {
            return;
        }
        switch (S3Kinds.of(operation)) {
            case SETTING -> tell(request, operation, true);
            case WRITE -> {
                boolean bypass = bypasses(request.head());
                if (bypass || writes.get()) {
                    tell(request, operation, bypass);
                }
            }
            case READ -> {
                if (reads.get()) {
                    tell(request, operation, false);
                }
            }
            case OTHER -> {
                // Nothing the audit is about.
            }
        }
    }

    /** Whether somebody asks to delete or change what governance keeps. */
    private static boolean bypasses(RequestHead head) {
        return "true".equalsIgnoreCase(head.headers().value(BYPASS));
    }

    /** Whether operations of this kind wait for room in the audit. */
    public boolean isHeldUp(S3Operation operation) {
        return S3Kinds.of(operation) == Kind.SETTING && log.isCrowded();
    }

    /** @param kept whether it must not be dropped; what a stranger was refused may be, or strangers could hold us up */
    private void tell(CompletedRequest request, S3Operation operation, boolean kept) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("status", String.valueOf(request.status()));
        detail.put("request", request.requestId());
        S3ErrorCode error = request.error();
        if (error != null) {
            detail.put("problem", error.wireName());
        }
        if (bypasses(request.head())) {
            detail.put("bypass", "governance");
        }
        Principal principal = request.principal();
        Actor actor = actor(principal, request.head(), detail);
        AuditEvent event = new AuditEvent(
                Instant.ofEpochMilli(request.receivedMillis()),
                actor,
                "s3." + operation.wireName(),
                resource(request.bucket(), request.key()),
                Result.ofStatus(request.status()),
                detail);
        if (kept && principal != null) {
            log.add(event);
        } else {
            log.offer(event);
        }
    }

    private static Actor actor(@Nullable Principal principal, RequestHead head, Map<String, String> detail) {
        String address = head.remoteAddress().getHostAddress();
        String client = head.headers().value("User-Agent");
        if (principal == null || principal.isAnonymous()) {
            String authorization = head.headers().value("Authorization");
            Matcher claimed = CLAIMED_KEY.matcher(authorization == null ? "" : authorization);
            if (claimed.find()) {
                detail.put("claimed-key", claimed.group(1));
            }
            return new Actor("", Actor.ANONYMOUS, "", address, client == null ? "" : client);
        }
        detail.put("access-key", principal.accessKeyId());
        return new Actor(principal.userName(), Actor.KEY, principal.tenant(), address, client == null ? "" : client);
    }

    private static String resource(@Nullable String bucket, @Nullable String key) {
        if (bucket == null) {
            return "";
        }
        return key == null ? "bucket/" + bucket : "object/" + bucket + "/" + key;
    }

    /**
     * Tells of an action of IAM or STS.
     *
     * @param action such as {@code iam:CreateUser}
     * @param about whom or what; empty if it names nothing
     * @param status of the answer
     * @param notes what else is known of it
     */
    public void identityAction(S3Request request, String action, String about, int status, Map<String, String> notes) {
        String name = action.substring(action.indexOf(':') + 1);
        boolean reading = name.startsWith("List") || (name.startsWith("Get") && action.startsWith("iam:"));
        if (name.isEmpty() || reading) {
            return;
        }
        Map<String, String> detail = new TreeMap<>();
        detail.put("status", String.valueOf(status));
        detail.put("request", request.origin().requestId());
        Principal principal = request.principal();
        if (!principal.isAnonymous()) {
            detail.put("access-key", principal.accessKeyId());
        }
        detail.putAll(notes);
        String client = request.headers().value("User-Agent");
        AuditEvent event = new AuditEvent(
                clock.instant(),
                new Actor(
                        principal.userName(),
                        principal.isAnonymous() ? Actor.ANONYMOUS : Actor.KEY,
                        principal.tenant(),
                        request.origin().remoteAddress().getHostAddress(),
                        client == null ? "" : client),
                action.replace(':', '.'),
                about,
                Result.ofStatus(status),
                detail);
        // What a stranger was refused may be dropped, or strangers could hold us up.
        if (principal.isAnonymous() && status >= 400) {
            log.offer(event);
        } else {
            log.add(event);
        }
    }
}
