package io.maxiofs.storage.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.DeleteResult;
import io.maxiofs.storage.api.MultipartStore;
import io.maxiofs.storage.api.NamedKeys;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionSelector;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the workload reaches everything, and whether it would see a fault. */
class RandomWorkloadTest {
    private static final int STEPS = 3000;
    private static final int MINIMUM_PART_BYTES = 100;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    private InMemoryObjectStore model() {
        return new InMemoryObjectStore(clock, MINIMUM_PART_BYTES);
    }

    @Test
    void theModelAgreesWithItselfAndEveryKindOfAnswerIsMet() {
        SideBySide sides = new SideBySide(new WorkloadSide(model()), new WorkloadSide(model()));
        WorkloadSide observer = new WorkloadSide(model());
        Map<String, Integer> kinds = new TreeMap<>();

        sides.run(new RandomWorkload(1, clock), STEPS, step -> {
            String answer = observer.apply(step);
            String kind = answer.startsWith("refused") ? answer.replaceFirst(" current=.*", "") : step.description();
            kinds.merge(kind.replaceAll("(?<!:) .*", ""), 1, Integer::sum);
            if (answer.startsWith("refused")) {
                kinds.merge(answer.replaceFirst(" current=.*", ""), 1, Integer::sum);
            }
        });

        assertThat(kinds)
                .containsKeys(
                        "refused: ObjectNotFoundException",
                        "refused: VersionNotFoundException",
                        "refused: DeleteMarkerException",
                        "refused: ObjectLockedException",
                        "refused: InvalidLockChangeException",
                        "refused: QuotaExceededException",
                        "refused: UploadNotFoundException",
                        "refused: BucketExistsException",
                        "refused: BucketNotEmptyException",
                        "refused: PreconditionFailedException If-Match",
                        "refused: PreconditionFailedException If-None-Match",
                        "refused: InvalidPartException ORDER",
                        "refused: InvalidPartException UNKNOWN_PART",
                        "refused: InvalidPartException TOO_SMALL")
                .containsKeys("put", "copy", "get", "delete", "update", "list", "begin", "complete", "abort");
    }

    @Test
    void aCopyOfTheModelGoesItsOwnWay() {
        InMemoryObjectStore original = model();
        WorkloadSide side = new WorkloadSide(original);
        RandomWorkload workload = new RandomWorkload(2, clock);
        for (int i = 0; i < 500; i++) {
            side.apply(workload.next());
        }
        String before = side.snapshot();
        WorkloadSide kept = side.withStore(original.copy());
        WorkloadStep[] steps = new WorkloadStep[200];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = workload.next();
            side.apply(steps[i]);
        }

        assertThat(side.snapshot()).isNotEqualTo(before);
        assertThat(kept.snapshot()).isEqualTo(before);
    }

    @Test
    void namesCanBeLearnedFromEqualData() {
        WorkloadSide judge = new WorkloadSide(model());
        InMemoryObjectStore store = model();
        WorkloadSide forgetful = new WorkloadSide(store);
        RandomWorkload workload = new RandomWorkload(3, clock);
        for (int i = 0; i < 300; i++) {
            WorkloadStep step = workload.next();
            judge.apply(step);
            forgetful.apply(step);
        }
        WorkloadSide anew = new WorkloadSide(store);
        anew.learnNames(judge);

        for (String bucket : new String[] {"one", "two", "three"}) {
            ObjectListing.Query query = new ObjectListing.Query(new BucketName(bucket), "", null, Integer.MAX_VALUE);
            assertThat(anew.tell(anew.store().listing().listVersions(query, null, null)))
                    .isEqualTo(judge.tell(judge.store().listing().listVersions(query, null, null)))
                    .doesNotContain("unknown");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost delete", "ignored condition", "ignored version"})
    void seesAFault(String fault) {
        SideBySide sides = new SideBySide(new WorkloadSide(model()), new WorkloadSide(new FaultyStore(model(), fault)));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> sides.run(new RandomWorkload(4, clock), STEPS, step -> {}))
                .withMessageContaining("differ");
    }

    /** Does one thing wrong. */
    private record FaultyStore(ObjectStore right, String fault) implements ObjectStore {
        @Override
        public BucketCatalog buckets() {
            return right.buckets();
        }

        @Override
        public MultipartStore uploads() {
            return right.uploads();
        }

        @Override
        public ObjectListing listing() {
            return right.listing();
        }

        @Override
        public NamedKeys namedKeys() {
            return right.namedKeys();
        }

        @Override
        public BodyWriter newBody(BodySpec spec) {
            return right.newBody(spec);
        }

        @Override
        public StagedBody reference(StoredObject source, byte @Nullable [] sourceKey, ByteRange range, BodySpec spec) {
            return right.reference(source, sourceKey, range, spec);
        }

        @Override
        public CompletableFuture<ObjectVersion> put(PutRequest request, StagedBody body) {
            boolean ignore = fault.equals("ignored condition");
            PutRequest.Target target = request.target();
            PutRequest changed = new PutRequest(
                    new PutRequest.Target(
                            target.bucket(), target.key(), ignore ? WriteCondition.NONE : target.condition()),
                    request.owner(),
                    request.content(),
                    request.properties(),
                    request.protection());
            return right.put(changed, body);
        }

        @Override
        public StoredObject find(BucketName bucket, ObjectKey key, VersionSelector selector) {
            return right.find(bucket, key, fault.equals("ignored version") ? VersionSelector.CURRENT : selector);
        }

        @Override
        public CompletableFuture<DeleteResult> delete(DeleteRequest request) {
            return fault.equals("lost delete")
                    ? CompletableFuture.completedFuture(new DeleteResult(null, null))
                    : right.delete(request);
        }

        @Override
        public CompletableFuture<ObjectVersion> update(
                BucketName bucket, ObjectKey key, VersionSelector selector, VersionChange change) {
            return right.update(bucket, key, selector, change);
        }
    }
}
