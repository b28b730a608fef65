package io.maxiofs.server.policy;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.TagHeader;
import io.maxiofs.server.s3.request.CopySource;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.VersionSelector;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What condition keys find in a request. Addresses are those of the connection; no header can change them.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys">
 *     Condition keys of S3</a>
 */
final class RequestFacts {
    private static final String SIGNATURE_V4 = "AWS4-HMAC-SHA256";
    private static final String TLS = "TLSv";
    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX");

    private RequestFacts() {}

    /** @return null if the request has no such key */
    static @Nullable List<String> values(
            ConditionKey key, S3Request request, AccessIdentity identity, @Nullable AccessSubject subject) {
        if (key.name().startsWith("s3:x-amz-")) {
            return header(request, key.name().substring("s3:".length()));
        }
        if (key.name().startsWith("aws:")) {
            return one(global(key.name(), request, identity));
        }
        return switch (key.name()) {
            case "s3:existingobjecttag" -> existingTag(key.part(), subject);
            case "s3:requestobjecttag" -> one(requestTags(request).values().get(key.part()));
            case "s3:requestobjecttagkeys" -> {
                Tags tags = requestTags(request);
                yield tags.isEmpty() ? null : List.copyOf(tags.values().keySet());
            }
            default -> one(own(key.name(), request, subject));
        };
    }

    private static @Nullable List<String> one(@Nullable String value) {
        return value == null ? null : List.of(value);
    }

    private static @Nullable String global(String name, S3Request request, AccessIdentity identity) {
        Principal principal = request.principal();
        S3Request.Origin origin = request.origin();
        return switch (name) {
            case "aws:sourceip" -> origin.remoteAddress().getHostAddress();
            case "aws:securetransport" -> Boolean.toString(origin.secure());
            case "aws:currenttime" -> DateTimeFormatter.ISO_INSTANT.format(origin.received());
            case "aws:epochtime" -> Long.toString(origin.received().getEpochSecond());
            case "aws:referer" -> request.headers().value("Referer");
            case "aws:useragent" -> request.headers().value("User-Agent");
            case "aws:principaltype" -> principal.isAnonymous() ? "Anonymous" : "User";
            default -> principal.isAnonymous() ? null : personal(name, principal, identity);
        };
    }

    private static @Nullable String personal(String name, Principal principal, AccessIdentity identity) {
        AccessIdentity.Names names = identity.names();
        String canonicalId = principal.owner().canonicalId();
        return switch (name) {
            case "aws:username" -> principal.userName().isEmpty() ? null : principal.userName();
            case "aws:userid" -> names.userId().isEmpty() ? canonicalId : names.userId();
            case "aws:principalaccount" -> names.accountId().isEmpty() ? canonicalId : names.accountId();
            case "aws:principalarn" ->
                names.arns().isEmpty()
                        ? "arn:aws:iam::" + principal.tenant() + ":user/" + principal.userName()
                        : names.arns().iterator().next();
            default -> null;
        };
    }

    private static @Nullable String own(String name, S3Request request, @Nullable AccessSubject subject) {
        return switch (name) {
            case "s3:prefix", "s3:delimiter", "s3:max-keys" -> listing(request, name.substring("s3:".length()));
            case "s3:versionid" -> subject == null ? null : version(subject.version());
            case "s3:object-lock-mode", "s3:object-lock-retain-until-date", "s3:object-lock-legal-hold" ->
                request.headers().value("x-amz-" + name.substring("s3:".length()));
            case "s3:object-lock-remaining-retention-days" -> retentionDays(request);
            case "s3:if-match", "s3:if-none-match" -> request.headers().value(name.substring("s3:".length()));
            case "s3:tlsversion" -> tlsVersion(request.origin().tlsProtocol());
            case "s3:authtype" -> authType(request);
            case "s3:signatureversion" -> signatureVersion(request);
            case "s3:signatureage" -> signatureAge(request);
            case "s3:objectcreationoperation" -> creation(request.operation());
            default -> null;
        };
    }

    private static @Nullable List<String> header(S3Request request, String name) {
        if (name.equals("x-amz-copy-source") && request.headers().has(name)) {
            try {
                CopySource source = CopySource.of(request);
                return List.of(source.bucket().value() + '/' + source.key().value());
            } catch (S3Exception e) {
                // Refused by the handler, in its own words; until then it is compared as it was sent.
                return one(request.headers().value(name));
            }
        }
        String value = request.headers().value(name);
        if (value == null && name.equals("x-amz-content-sha256")) {
            value = request.query().value("X-Amz-Content-Sha256");
        }
        return one(value);
    }

    /** Parameters of listings mean something else in other requests. */
    private static @Nullable String listing(S3Request request, String parameter) {
        return switch (request.operation()) {
            case LIST_OBJECTS, LIST_OBJECTS_V2, LIST_OBJECT_VERSIONS, LIST_MULTIPART_UPLOADS ->
                request.query().value(parameter);
            default -> null;
        };
    }

    private static @Nullable String version(VersionSelector version) {
        return switch (version) {
            case VersionSelector.Current current -> null;
            case VersionSelector.Null none -> "null";
            case VersionSelector.Exact exact -> exact.id().text();
        };
    }

    private static @Nullable List<String> existingTag(String name, @Nullable AccessSubject subject) {
        ObjectVersion object = subject == null ? null : subject.object();
        return object == null ? null : one(object.properties().tags().values().get(name));
    }

    private static Tags requestTags(S3Request request) {
        try {
            return TagHeader.parse(request.headers().value(TagHeader.NAME));
        } catch (S3Exception e) {
            // The handler refuses the header; a request with no tags is what policies see of it.
            return Tags.NONE;
        }
    }

    private static @Nullable String retentionDays(S3Request request) {
        String until = request.headers().value("x-amz-object-lock-retain-until-date");
        if (until == null) {
            return null;
        }
        try {
            Instant end = OffsetDateTime.parse(until).toInstant();
            return Long.toString(
                    Duration.between(request.origin().received(), end).toDays());
        } catch (DateTimeException e) {
            return until;
        }
    }

    /** As a number, so that conditions can compare it. */
    private static @Nullable String tlsVersion(@Nullable String protocol) {
        return protocol == null || !protocol.startsWith(TLS) ? null : protocol.substring(TLS.length());
    }

    private static @Nullable String creation(S3Operation operation) {
        return switch (operation) {
            case PUT_OBJECT, COPY_OBJECT, POST_OBJECT, COMPLETE_MULTIPART_UPLOAD -> "true";
            case CREATE_MULTIPART_UPLOAD, UPLOAD_PART, UPLOAD_PART_COPY -> "false";
            default -> null;
        };
    }

    private static @Nullable String authType(S3Request request) {
        if (request.principal().isAnonymous()) {
            return null;
        }
        if (request.operation() == S3Operation.POST_OBJECT) {
            return "POST";
        }
        return request.headers().has("Authorization") ? "REST-HEADER" : "REST-QUERY-STRING";
    }

    private static @Nullable String signatureVersion(S3Request request) {
        if (request.principal().isAnonymous()) {
            return null;
        }
        RequestHeaders headers = request.headers();
        String header = headers.value("Authorization");
        boolean four = header == null ? request.query().has("X-Amz-Algorithm") : header.startsWith(SIGNATURE_V4);
        return four ? SIGNATURE_V4 : "AWS";
    }

    /** Milliseconds since a link was signed. */
    private static @Nullable String signatureAge(S3Request request) {
        String signed = request.query().value("X-Amz-Date");
        if (signed == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(signed, AMZ_DATE)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toInstant();
            return Long.toString(
                    Duration.between(time, request.origin().received()).toMillis());
        } catch (DateTimeException e) {
            return signed;
        }
    }
}
