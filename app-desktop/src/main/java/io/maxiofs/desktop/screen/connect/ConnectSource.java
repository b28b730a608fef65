package io.maxiofs.desktop.screen.connect;

import io.maxiofs.desktop.model.Session;
import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.PinnedCertificate;
import io.maxiofs.server.admin.api.ServerOverview;
import io.maxiofs.server.admin.api.SettingDocument;
import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.admin.api.TraceQuery;
import io.maxiofs.server.admin.api.UserDocument;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the screen has to know of a server and does on it. Calls block. */
interface ConnectSource {

    /** Everything the steps are made of. */
    Facts facts();

    /**
     * Makes a bucket and a key that can use it and nothing else.
     *
     * @param preset as {@link BucketDocument.New#preset}
     * @param level as {@link AccessGridDocument.KeyForBucket#level}
     */
    AccessKeyDocument.Issued create(String bucket, String preset, String level);

    /** Makes a key that can use a bucket that exists, and nothing else. */
    AccessKeyDocument.Issued createKey(String bucket, String level);

    /**
     * The certificate of the authority that signed the server's, as PEM.
     *
     * @throws IOException if nothing answers there with TLS
     */
    String authority(URI endpoint) throws IOException;

    /** Requests since a moment, the newest first. */
    List<TraceEntry> requests(Instant since);

    /**
     * What a server says of itself.
     *
     * @param endpoints where S3 is served, the best first; at least one
     */
    record Facts(List<URI> endpoints, String region, List<String> buckets, List<AccessKeyDocument> keys) {
        public Facts {
            endpoints = List.copyOf(endpoints);
            buckets = List.copyOf(buckets);
            keys = List.copyOf(keys);
        }
    }

    static ConnectSource of(Session session) {
        return new OfSession(session);
    }

    /** Asks the server of a session. */
    final class OfSession implements ConnectSource {
        private static final String REGION_KEY = "s3.region";
        private static final String DEFAULT_REGION = "us-east-1";
        private static final int MOST_REQUESTS = 100;

        private final Session session;

        OfSession(Session session) {
            this.session = session;
        }

        @Override
        public Facts facts() {
            List<URI> addresses = session.admin().health().overview().addresses().stream()
                    .filter(ServerOverview.Address::listening)
                    .map(address -> URI.create(address.url()))
                    .toList();
            String region = session.admin().settings().all().stream()
                    .filter(setting -> setting.key().equals(REGION_KEY))
                    .map(SettingDocument::value)
                    .findFirst()
                    .orElse(DEFAULT_REGION);
            return new Facts(
                    Stream.concat(Stream.of(session.s3Endpoint()), addresses.stream())
                            .distinct()
                            .toList(),
                    region,
                    session.admin().buckets().list().stream()
                            .map(BucketDocument::name)
                            .toList(),
                    session.admin().accessKeys(null));
        }

        @Override
        public AccessKeyDocument.Issued create(String bucket, String preset, String level) {
            session.admin().buckets().create(new BucketDocument.New(bucket, preset, owner(), false, false, null, null));
            return createKey(bucket, level);
        }

        @Override
        public AccessKeyDocument.Issued createKey(String bucket, String level) {
            return session.admin()
                    .access()
                    .createKeyFor(new AccessGridDocument.KeyForBucket(bucket, level, owner(), null));
        }

        /** The owner of this computer's server is nobody it knows by name; their keys are the first administrator's. */
        private @Nullable String owner() {
            if (!session.me().user().isEmpty()) {
                return null;
            }
            return session.admin().users().stream()
                    .filter(user -> user.role().equals("admin") && user.status().equals("active"))
                    .map(UserDocument::name)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public String authority(URI endpoint) throws IOException {
            return PinnedCertificate.presentedBy(endpoint).getLast().pem();
        }

        @Override
        public List<TraceEntry> requests(Instant since) {
            TraceQuery query = new TraceQuery(null, null, null, null, since, null, null);
            return session.admin().trace().list(query, MOST_REQUESTS, null).items();
        }
    }
}
