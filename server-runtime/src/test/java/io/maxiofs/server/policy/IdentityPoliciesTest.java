package io.maxiofs.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.identity.Accounts;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.policy.AccessIdentity.Reach;
import io.maxiofs.server.policy.AccessIdentity.Standing;
import io.maxiofs.server.policy.PolicyDocument.Kind;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.BodyBuffers;
import io.maxiofs.server.s3.request.BodyFraming;
import io.maxiofs.server.s3.request.Payload;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.request.SentHeaders;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.InMemoryObjectStore;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is attached to who asks: grants within a tenant or account, denies, and boundaries that only ever take away. */
final class IdentityPoliciesTest {
    private static final Owner ALICE = new Owner("aliceid", "alice");
    private static final Owner BOB = new Owner("bobid", "bob");
    private static final String READ_ALL = policy("Allow", "s3:Get*", "arn:aws:s3:::*");
    private static final String EVERYTHING = policy("Allow", "s3:*", "*");

    private final InMemoryObjectStore store = new InMemoryObjectStore(() -> Instant.EPOCH);
    private final Map<String, AccessIdentity> attached = new HashMap<>();
    private @Nullable String tlsProtocol;
    private final AccessControl access = new AccessControl(
            store, principal -> attached.getOrDefault(principal.accessKeyId(), AccessIdentity.ORDINARY), "us-east-1");

    @BeforeEach
    void createBuckets() {
        create("alices", ALICE, "", null);
        create("bobs", BOB, "", null);
        create("others", BOB, "elsewhere", null);
    }

    private void create(String name, Owner owner, String tenant, @Nullable String policy) {
        create(name, owner, tenant, policy, Map.of(BucketSetting.OWNERSHIP_CONTROLS, "BucketOwnerEnforced"));
    }

    private void create(
            String name, Owner owner, String tenant, @Nullable String policy, Map<BucketSetting, String> more) {
        Map<BucketSetting, String> settings = new HashMap<>(more);
        if (policy != null) {
            settings.put(BucketSetting.POLICY, policy);
        }
        store.buckets()
                .create(new BucketCatalog.NewBucket(
                        new BucketName(name), owner, tenant, VersioningState.UNVERSIONED, false, settings))
                .join();
    }

    private void attach(Standing standing, Reach reach, List<String> policies, List<String> boundaries) {
        attached.put(
                "K",
                new AccessIdentity(
                        standing,
                        reach,
                        new AccessIdentity.Names("", "AIDA1", Set.of("arn:aws:iam::1:user/worker")),
                        parsed(policies),
                        boundaries.stream()
                                .map(boundary -> parsed(List.of(boundary)))
                                .toList(),
                        Map.of()));
    }

    private static List<PolicyDocument> parsed(List<String> policies) {
        return policies.stream()
                .map(text -> PolicyDocument.parse(text, Kind.IDENTITY))
                .toList();
    }

    @Test
    void grantsWithinTheTenant() {
        attach(Standing.OWNER, Reach.TENANT, List.of(READ_ALL), List.of());
        assertThat(may(S3Operation.GET_BUCKET_TAGGING, "bobs")).isTrue();
        assertThat(may(S3Operation.PUT_BUCKET_TAGGING, "bobs")).isFalse();
        assertThat(may(S3Operation.PUT_BUCKET_TAGGING, "alices")).as("her own").isTrue();
        assertThat(may(S3Operation.GET_BUCKET_TAGGING, "others"))
                .as("another tenant's")
                .isFalse();
    }

    @Test
    void grantsNothingBeyondTheAccountWhereUsersMadeUsers() {
        attach(Standing.GRANTED_ONLY, Reach.ACCOUNT, List.of(EVERYTHING), List.of());
        assertThat(may(S3Operation.PUT_OBJECT, "alices")).isTrue();
        assertThat(may(S3Operation.PUT_OBJECT, "bobs")).isFalse();
        attach(Standing.GRANTED_ONLY, Reach.ACCOUNT, List.of(), List.of());
        assertThat(may(S3Operation.PUT_OBJECT, "alices")).isFalse();
        assertThat(may(S3Operation.LIST_BUCKETS, null)).isFalse();
        assertThat(may(S3Operation.CREATE_BUCKET, "fresh")).isFalse();
    }

    @Test
    void deniesOwnersAndAdministrators() {
        String deny = policy("Deny", "s3:DeleteBucket", "*");
        attach(Standing.OWNER, Reach.TENANT, List.of(deny), List.of());
        assertThat(may(S3Operation.DELETE_BUCKET, "alices")).isFalse();
        assertThat(may(S3Operation.GET_BUCKET_LOCATION, "alices")).isTrue();
        assertThat(may(Principal.Kind.ADMIN, S3Operation.DELETE_BUCKET, "bobs")).isFalse();
        assertThat(may(Principal.Kind.ADMIN, S3Operation.GET_BUCKET_LOCATION, "bobs"))
                .isTrue();
    }

    /** Security class 9: what is derived is never more than what it is derived from. */
    @Test
    void takesAwayByBoundariesAndNeverGrantsByThem() {
        attach(Standing.OWNER, Reach.TENANT, List.of(), List.of(READ_ALL));
        assertThat(may(S3Operation.GET_BUCKET_TAGGING, "alices")).isTrue();
        assertThat(may(S3Operation.PUT_BUCKET_TAGGING, "alices")).isFalse();
        assertThat(may(S3Operation.GET_BUCKET_TAGGING, "bobs"))
                .as("a boundary grants nothing")
                .isFalse();
        assertThat(may(S3Operation.LIST_BUCKETS, null)).isFalse();
        assertThat(may(Principal.Kind.ADMIN, S3Operation.PUT_BUCKET_TAGGING, "bobs"))
                .isFalse();
        attach(
                Standing.OWNER,
                Reach.TENANT,
                List.of(),
                List.of(READ_ALL, policy("Allow", "s3:*", "arn:aws:s3:::bobs")));
        assertThat(may(S3Operation.GET_BUCKET_TAGGING, "alices"))
                .as("every boundary counts")
                .isFalse();
        attach(Standing.OWNER, Reach.TENANT, List.of(), List.of(EVERYTHING));
        assertThat(may(S3Operation.PUT_BUCKET_TAGGING, "alices")).isTrue();
        assertThat(may(S3Operation.PUT_BUCKET_TAGGING, "bobs")).isFalse();
    }

    /** The usual list grants everything to the account; its people still need a policy. */
    @Test
    void handsOnNothingThatIsTheAccounts() {
        create("listed", ALICE, "", null, Map.of());
        create(
                "open",
                ALICE,
                "",
                null,
                Map.of(BucketSetting.ACL, "FULL_CONTROL=id:aliceid READ=group:AuthenticatedUsers"));
        String toAccount = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"AWS\":[\"aliceid\",\"arn:aws:iam::aliceid:root\"]},\"Action\":\"s3:GetBucketTagging\","
                + "\"Resource\":\"arn:aws:s3:::rooted\"}}";
        create("rooted", ALICE, "", toAccount);
        create(
                "named",
                ALICE,
                "",
                toAccount.replace("aliceid:root", "1:user/worker").replace(":::rooted", ":::named"));
        attach(Standing.GRANTED_ONLY, Reach.ACCOUNT, List.of(), List.of());
        assertThat(may(S3Operation.LIST_OBJECTS, "listed")).isFalse();
        assertThat(may(S3Operation.PUT_OBJECT, "listed")).isFalse();
        assertThat(may(S3Operation.GET_BUCKET_ACL, "listed")).isFalse();
        assertThat(may(S3Operation.LIST_OBJECTS, "open")).isTrue();
        assertThat(may(S3Operation.PUT_OBJECT, "open")).isFalse();
        assertThat(may(S3Operation.GET_BUCKET_TAGGING, "rooted")).isFalse();
        assertThat(may(S3Operation.GET_BUCKET_TAGGING, "named")).isTrue();
        attach(Standing.GRANTED_ONLY, Reach.ACCOUNT, List.of(EVERYTHING), List.of());
        assertThat(may(S3Operation.LIST_OBJECTS, "listed")).isTrue();
        assertThat(may(S3Operation.PUT_OBJECT, "listed")).isTrue();
    }

    @Test
    void needsBothWordsInSomebodyElsesAccount() {
        String open = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"AWS\":\"arn:aws:iam::1:user/worker\"},\"Action\":\"s3:GetBucketTagging\","
                + "\"Resource\":\"arn:aws:s3:::shared\"}}";
        create("shared", BOB, "", open);
        attach(Standing.GRANTED_ONLY, Reach.ACCOUNT, List.of(), List.of());
        assertThat(may(S3Operation.GET_BUCKET_TAGGING, "shared")).isFalse();
        attach(Standing.GRANTED_ONLY, Reach.ACCOUNT, List.of(READ_ALL), List.of());
        assertThat(may(S3Operation.GET_BUCKET_TAGGING, "shared")).isTrue();
        attach(Standing.OWNER, Reach.TENANT, List.of(), List.of());
        assertThat(may(S3Operation.GET_BUCKET_TAGGING, "shared")).isTrue();
    }

    /** All that three documents can say of a user of the bucket's own account, compared with the rules as they are written. */
    @Test
    void letsABoundaryLimitPoliciesAndNotWhatABucketGivesToTheUser() {
        List<String> words = List.of("", "Allow", "Deny");
        List<String> names = List.of("arn:aws:iam::1:user/worker", "arn:aws:iam::aliceid:root", "*");
        int bucket = 0;
        for (String ofPolicy : words) {
            for (String ofBoundary : words) {
                for (String ofBucket : words) {
                    for (String name : names) {
                        String made = "bucket-" + bucket++;
                        create(made, ALICE, "", ofBucket.isEmpty() ? null : bucketPolicy(ofBucket, name, made));
                        attached.put("K", bounded(ofPolicy, ofBoundary));
                        assertThat(may(S3Operation.GET_BUCKET_TAGGING, made))
                                .as("policy %s, boundary %s, bucket %s %s", ofPolicy, ofBoundary, ofBucket, name)
                                .isEqualTo(plainly(ofPolicy, ofBoundary, ofBucket, name));
                    }
                }
            }
        }
    }

    @Test
    void keepsTheBoundaryWithFurtherFacts() {
        attached.put("K", bounded("Allow", "").with(Map.of(ConditionKey.of("aws:PrincipalTag/team"), List.of("a"))));
        assertThat(may(S3Operation.GET_BUCKET_TAGGING, "alices")).isFalse();
    }

    private static boolean plainly(String ofPolicy, String ofBoundary, String ofBucket, String name) {
        if (List.of(ofPolicy, ofBoundary, ofBucket).contains("Deny")) {
            return false;
        }
        boolean byPolicy = ofPolicy.equals("Allow") && ofBoundary.equals("Allow");
        boolean byName = ofBucket.equals("Allow") && name.endsWith("user/worker");
        boolean byEverybody = ofBucket.equals("Allow") && name.equals("*") && ofBoundary.equals("Allow");
        return byPolicy || byName || byEverybody;
    }

    private static AccessIdentity bounded(String ofPolicy, String ofBoundary) {
        return new AccessIdentity(
                Standing.GRANTED_ONLY,
                Reach.ACCOUNT,
                new AccessIdentity.Names("", "AIDA1", Set.of("arn:aws:iam::1:user/worker")),
                ofPolicy.isEmpty() ? List.of() : parsed(List.of(policy(ofPolicy, "s3:*", "*"))),
                List.of(),
                Map.of(),
                PolicyDocument.parse(
                        ofBoundary.isEmpty()
                                ? policy("Allow", "s3:CreateBucket", "*")
                                : policy(ofBoundary, "s3:*", "*"),
                        Kind.IDENTITY));
    }

    private static String bucketPolicy(String effect, String name, String bucket) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect
                + "\",\"Principal\":{\"AWS\":\"" + name + "\"},\"Action\":\"s3:GetBucketTagging\",\"Resource\":"
                + "\"arn:aws:s3:::" + bucket + "\"}}";
    }

    @Test
    void comparesTheAccountOfTheResource() {
        String account = Accounts.number("bobid");
        for (String key : List.of("aws:ResourceAccount", "s3:ResourceAccount")) {
            attach(
                    Standing.OWNER,
                    Reach.TENANT,
                    List.of(EVERYTHING, where("Deny", "StringNotEquals", key, account)),
                    List.of());
            assertThat(may(S3Operation.GET_BUCKET_TAGGING, "bobs")).as(key).isTrue();
            assertThat(may(S3Operation.GET_BUCKET_TAGGING, "alices")).as(key).isFalse();
        }
    }

    @Test
    void comparesTheVersionOfTlsAndFindsNoneWithoutIt() {
        attach(
                Standing.OWNER,
                Reach.TENANT,
                List.of(where("Deny", "NumericLessThan", "s3:TlsVersion", "1.3")),
                List.of());
        assertThat(may(S3Operation.GET_BUCKET_TAGGING, "alices")).as("no TLS").isTrue();
        tlsProtocol = "TLSv1.3";
        assertThat(may(S3Operation.GET_BUCKET_TAGGING, "alices")).isTrue();
        tlsProtocol = "TLSv1.2";
        assertThat(may(S3Operation.GET_BUCKET_TAGGING, "alices")).isFalse();
        attach(
                Standing.OWNER,
                Reach.TENANT,
                List.of(where("Deny", "NumericGreaterThanEquals", "s3:TlsVersion", "1.2")),
                List.of());
        assertThat(may(S3Operation.GET_BUCKET_TAGGING, "alices")).isFalse();
    }

    /** Where a bucket is to be stands in the body, so its handler asks again. */
    @Test
    void asksForThePlaceOfABucketWhenItIsKnown() {
        attach(
                Standing.OWNER,
                Reach.TENANT,
                List.of(where("Deny", "StringNotEquals", "s3:LocationConstraint", "here")),
                List.of());
        assertThat(may(S3Operation.CREATE_BUCKET, "fresh")).as("not known yet").isTrue();
        assertThat(mayCreate("here")).isTrue();
        assertThat(mayCreate("elsewhere")).isFalse();
        assertThat(mayCreate(null)).isFalse();
        attach(
                Standing.GRANTED_ONLY,
                Reach.ACCOUNT,
                List.of(where("Allow", "StringEquals", "s3:LocationConstraint", "here")),
                List.of());
        assertThat(mayCreate("here")).isTrue();
        assertThat(mayCreate(null)).isFalse();
        attach(Standing.OWNER, Reach.TENANT, List.of(policy("Deny", "s3:CreateBucket", "*")), List.of());
        assertThat(may(S3Operation.CREATE_BUCKET, "fresh")).isFalse();
    }

    private boolean mayCreate(@Nullable String location) {
        try {
            access.requireCreation(request(Principal.Kind.USER, S3Operation.CREATE_BUCKET, "fresh"), location);
            return true;
        } catch (S3Exception e) {
            assertThat(e.code().status()).isEqualTo(403);
            return false;
        }
    }

    private static String where(String effect, String operator, String key, String value) {
        String all = policy(effect, "s3:*", "*");
        return all.substring(0, all.length() - 2) + ",\"Condition\":{\"" + operator + "\":{\"" + key + "\":\"" + value
                + "\"}}}}";
    }

    @Test
    void showsInTheListWhatMayBeListed() {
        attach(Standing.OWNER, Reach.TENANT, List.of(policy("Allow", "s3:ListBucket", "arn:aws:s3:::bobs")), List.of());
        assertThat(listed()).containsExactly("alices", "bobs");
        attach(Standing.OWNER, Reach.TENANT, List.of(policy("Deny", "s3:*", "arn:aws:s3:::alices")), List.of());
        assertThat(listed()).isEmpty();
        attach(Standing.GRANTED_ONLY, Reach.ACCOUNT, List.of(policy("Allow", "s3:ListAllMyBuckets", "*")), List.of());
        assertThat(listed()).containsExactly("alices");
        attach(Standing.OWNER, Reach.TENANT, List.of(), List.of(policy("Allow", "s3:*", "arn:aws:s3:::bobs")));
        assertThat(listed()).as("a narrower key").isEmpty();
    }

    private List<String> listed() {
        S3Request request = request(Principal.Kind.USER, S3Operation.LIST_BUCKETS, null);
        return store.buckets().list().stream()
                .filter(bucket -> access.isListed(request, bucket))
                .map(bucket -> bucket.name().value())
                .toList();
    }

    private boolean may(S3Operation operation, @Nullable String bucket) {
        return may(Principal.Kind.USER, operation, bucket);
    }

    private boolean may(Principal.Kind kind, S3Operation operation, @Nullable String bucket) {
        try {
            access.authorize(request(kind, operation, bucket));
            return true;
        } catch (S3Exception e) {
            assertThat(e.code().status()).isEqualTo(403);
            return false;
        }
    }

    private S3Request request(Principal.Kind kind, S3Operation operation, @Nullable String bucket) {
        return new S3Request(
                operation,
                bucket,
                operation == S3Operation.PUT_OBJECT ? ObjectKey.of("key") : null,
                QueryParameters.NONE,
                SentHeaders.of(),
                new BodyFraming(new Payload.Unsigned(), 0, OptionalLong.of(0), Set.of())
                        .stream(destination -> -1, new BodyBuffers(16, 1)),
                new S3Request.Origin(
                        "id",
                        new Principal(kind, "worker", "K", ALICE, "", ""),
                        InetAddress.getLoopbackAddress(),
                        Instant.EPOCH,
                        "/",
                        "localhost",
                        tlsProtocol != null,
                        tlsProtocol));
    }

    private static String policy(String effect, String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}}";
    }
}
