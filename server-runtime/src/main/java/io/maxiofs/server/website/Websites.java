package io.maxiofs.server.website;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.policy.Authorizer;
import io.maxiofs.server.s3.error.ErrorMapping;
import io.maxiofs.server.s3.error.ErrorSubject;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3OperationTable;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.ParsedDocuments;
import io.maxiofs.server.website.WebsiteConfiguration.Redirect;
import io.maxiofs.server.website.WebsiteConfiguration.RoutingRule;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ObjectKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Serves visits. Safe on any thread; blocks where reading an object does.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html">Hosting a website</a>
 */
public final class Websites {
    private static final String REDIRECT_HEADER = "x-amz-website-redirect-location";

    private final WebsiteHosts hosts;
    private final BucketCatalog buckets;
    private final Authorizer authorizer;
    private final S3OperationTable operations;
    private final ParsedDocuments<WebsiteConfiguration> documents =
            new ParsedDocuments<>(BucketSetting.WEBSITE, WebsiteDocument::parse);

    /** @param operations reads the objects, with everything that holds for reading them */
    public Websites(WebsiteHosts hosts, BucketCatalog buckets, Authorizer authorizer, S3OperationTable operations) {
        this.hosts = hosts;
        this.buckets = buckets;
        this.authorizer = authorizer;
        this.operations = operations;
    }

    /** The bucket whose website is called by this name; null if the request is none for a website. */
    public @Nullable String bucket(String host) {
        return hosts.bucket(host);
    }

    /**
     * Serves a visit. Failures are told in the page, never thrown.
     *
     * @param visit GET or HEAD of an object, without parameters; its principal does not count
     */
    public S3Response serve(S3Request visit) {
        String key = visit.objectKey() == null ? "" : visit.objectKey().value();
        try {
            Bucket bucket = buckets.get(visit.bucket());
            WebsiteConfiguration website =
                    documents.of(bucket).orElseThrow(() -> new S3Exception(S3ErrorCode.NO_SUCH_WEBSITE_CONFIGURATION));
            if (website.redirectAll() != null) {
                String protocol = website.redirectAll().protocol();
                return redirect(
                        301, location(visit, protocol, website.redirectAll().host(), PathEncoding.ofKey(key)));
            }
            return new Visit(visit, website, key).serve();
        } catch (RuntimeException e) {
            return ErrorPage.of(explain(e, visit, key), visit.origin().requestId(), null);
        }
    }

    private static S3Exception explain(RuntimeException failure, S3Request visit, String key) {
        ErrorSubject subject = new ErrorSubject(visit.bucketName(), key, null, null);
        return ErrorMapping.of(failure, subject, visit.origin().requestId());
    }

    private static S3Response redirect(int status, String location) {
        return S3Response.ofStatus(status).withHeader("Location", location).withHeader("Content-Length", "0");
    }

    private static String location(S3Request visit, @Nullable String protocol, @Nullable String host, String path) {
        String scheme = protocol == null ? (visit.origin().secure() ? "https" : "http") : protocol;
        return scheme + "://" + (host == null ? visit.origin().host() : host) + "/" + path;
    }

    /** One visit of a bucket that is served. */
    private final class Visit {
        private final S3Request request;
        private final WebsiteConfiguration website;
        private final String key;

        Visit(S3Request request, WebsiteConfiguration website, String key) {
            this.request = request;
            this.website = website;
            this.key = key;
        }

        S3Response serve() {
            for (RoutingRule rule : website.rules()) {
                if (rule.errorCode() == null && rule.matches(key)) {
                    return follow(rule);
                }
            }
            boolean folder = key.isEmpty() || key.endsWith("/");
            try {
                return read(folder ? key + website.indexSuffix() : key, request.headers());
            } catch (RuntimeException e) {
                S3Exception error = explain(e, request, key);
                if (error.code().status() == 304) {
                    return ErrorPage.of(error, request.origin().requestId(), null);
                }
                if (!folder && error.code().status() == 404 && isFolder()) {
                    return redirect(302, PathEncoding.local(key + "/"));
                }
                return tell(error);
            }
        }

        private boolean isFolder() {
            try {
                close(read(key + "/" + website.indexSuffix(), NoHeaders.INSTANCE));
                return true;
            } catch (RuntimeException e) {
                explain(e, request, key);
                return false;
            }
        }

        private S3Response tell(S3Exception error) {
            for (RoutingRule rule : website.rules()) {
                Integer code = rule.errorCode();
                if (code != null && code == error.code().status() && rule.matches(key)) {
                    return follow(rule);
                }
            }
            if (website.errorKey() == null || error.code().status() >= 500) {
                return ErrorPage.of(error, request.origin().requestId(), null);
            }
            try {
                S3Response document = read(website.errorKey(), NoHeaders.INSTANCE);
                return document.status() == 200
                        ? new S3Response(error.code().status(), document.headers(), document.body())
                        : document;
            } catch (RuntimeException e) {
                return ErrorPage.of(
                        error, request.origin().requestId(), explain(e, request, String.valueOf(website.errorKey())));
            }
        }

        private S3Response follow(RoutingRule rule) {
            Redirect to = rule.redirect();
            return redirect(
                    to.status() == null ? 301 : to.status(),
                    location(request, to.protocol(), to.host(), rule.target(key)));
        }

        /** The object as everybody may read it. */
        private S3Response read(String objectKey, RequestHeaders headers) {
            S3Request anonymous = new S3Request(
                    request.operation(),
                    request.bucketName(),
                    ObjectKey.of(objectKey),
                    QueryParameters.NONE,
                    headers,
                    request.body(),
                    request.origin().by(Principal.ANONYMOUS));
            authorizer.authorize(anonymous);
            S3Response response = switch (operations.handler(anonymous.operation())) {
                case OperationHandler.Blocking blocking -> blocking.handle(anonymous);
                case OperationHandler.NonBlocking other ->
                    other.handle(anonymous).toCompletableFuture().join();
            };
            Optional<String> elsewhere = Optional.ofNullable(response.headers().get(REDIRECT_HEADER));
            if (elsewhere.isPresent()) {
                close(response);
                return redirect(301, elsewhere.get());
            }
            return response;
        }

        private void close(S3Response response) {
            if (response.body() instanceof S3Response.Stored stored) {
                stored.reader().close();
            }
        }
    }

    /** The operation that reads for a visit with this method; null if the method is not for visits. */
    public static @Nullable S3Operation operation(String method) {
        return switch (method) {
            case "GET" -> S3Operation.GET_OBJECT;
            case "HEAD" -> S3Operation.HEAD_OBJECT;
            default -> null;
        };
    }

    /** The answer to a method that is not for visits. */
    public static S3Response refuse(String method, String requestId) {
        return ErrorPage.of(
                new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED)
                        .with("Method", method)
                        .with("ResourceType", "OBJECT")
                        .withHeader("Allow", "GET, HEAD"),
                requestId,
                null);
    }
}
