package io.maxiofs.desktop.model;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.PinnedCertificate;
import io.maxiofs.server.admin.api.S3Credentials;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Makes clients of the S3 port whose temporary credentials are renewed as long as the session lasts. Safe on any thread;
 * the first request of a client may ask the admin API, and so block.
 */
final class S3Access implements Supplier<S3Client> {
    /** Counted here, because the clocks may differ; credentials live longer in any case. */
    private static final Duration RENEW_AFTER =
            Duration.ofSeconds(S3Credentials.MIN_SECONDS).minusMinutes(5);

    private final Supplier<AdminClient> admin;
    private final URI endpoint;
    private final @Nullable PinnedCertificate pinned;
    private final InstantSource clock;
    private @Nullable S3Credentials current;
    private Instant fetched = Instant.MIN;

    S3Access(Supplier<AdminClient> admin, URI endpoint, @Nullable PinnedCertificate pinned, InstantSource clock) {
        this.admin = admin;
        this.endpoint = endpoint;
        this.pinned = pinned;
        this.clock = clock;
    }

    @Override
    public S3Client get() {
        UrlConnectionHttpClient.Builder http = UrlConnectionHttpClient.builder();
        PinnedCertificate certificate = pinned;
        if (certificate != null) {
            http.tlsTrustManagersProvider(certificate::trustManagers);
        }
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(credentials().region()))
                .credentialsProvider(this::resolve)
                .forcePathStyle(true)
                .httpClientBuilder(http)
                .build();
    }

    private AwsCredentials resolve() {
        S3Credentials credentials = credentials();
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    private synchronized S3Credentials credentials() {
        S3Credentials known = current;
        Instant now = clock.instant();
        if (known == null || now.isBefore(fetched) || now.isAfter(fetched.plus(RENEW_AFTER))) {
            known = admin.get().s3Access().credentials(new S3Credentials.Request(null, null));
            current = known;
            fetched = now;
        }
        return known;
    }
}
