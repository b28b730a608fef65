package io.maxiofs.storage.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.journal.Journal;
import io.maxiofs.storage.journal.JournalConfig;
import io.maxiofs.storage.journal.NewRecord;
import io.maxiofs.storage.journal.RecordPosition;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.StoreClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** A record nobody understands, and keys that are lost: what each tool says and saves. */
class HardCasesTest {
    private static final int KIB = 1024;
    private static final BucketName BUCKET = new BucketName("bucket");

    private static void fill(DataFolder folder) throws IOException {
        folder.with(client -> {
            client.createBucket(BUCKET.value(), VersioningState.UNVERSIONED);
            client.put(BUCKET, "a", "first");
            client.put(BUCKET, "b", "x".repeat(20_000));
        });
    }

    /** As a later version might write it: whole, and of a kind this one does not know. */
    private static void appendForeignRecord(DataFolder folder) throws IOException {
        JournalConfig config = new JournalConfig(64 * KIB, 1, 1, 32 * KIB, 32 * KIB, 64);
        long[] last = new long[1];
        try (Journal journal = Journal.open(new LocalDisk(), folder.root().resolve("journal"), config)) {
            journal.recover(RecordPosition.START, record -> last[0] = Math.max(last[0], record.sequence()));
            ByteBuffer payload = ByteBuffer.wrap(new byte[] {(byte) 200, 1, 2, 3});
            journal.append(new NewRecord(last[0] + 1, (byte) 1, payload, ByteBuffer.allocate(0), 0));
            journal.force();
        }
    }

    private static RescueReport rescue(DataFolder folder) throws IOException {
        return new StoreRescue(new LocalDisk(), folder.root(), folder.clock(), ScrubListener.NONE).run(records -> {});
    }

    private static RescueReport salvage(DataFolder folder, Path target) throws IOException {
        return new StoreSalvage(new LocalDisk(), folder.root(), target, folder.clock(), ScrubListener.NONE)
                .run(records -> {});
    }

    @Test
    void aRecordThatIsNotUnderstoodIsRefusedAndReadAroundBySalvage() throws IOException {
        try (DataFolder folder = new DataFolder(DataFolder.small(4096))) {
            fill(folder);
            appendForeignRecord(folder);

            assertThatThrownBy(folder::open)
                    .isInstanceOf(StoreRefusedException.class)
                    .hasMessageContaining("not understood")
                    .hasMessageContaining("maxiofs rescue");
            assertThatThrownBy(() -> rescue(folder))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("Record ")
                    .hasMessageContaining("not understood");

            Path target = folder.newDirectory("copy");
            RescueReport report = salvage(folder, target);
            assertThat(report.findings())
                    .extracting(Finding::kind)
                    .containsExactly(Finding.Kind.JOURNAL_NOT_UNDERSTOOD);
            try (LocalObjectStore store = folder.open(target)) {
                StoreClient client = new StoreClient(store);
                assertThat(client.text(BUCKET, "a")).isEqualTo("first");
                assertThat(client.text(BUCKET, "b")).hasSize(20_000);
            }
        }
    }

    @Test
    void lostKeysAreSaidToBeLostAndTheKitBringsThemBack() throws IOException {
        try (DataFolder folder = new DataFolder(DataFolder.small(4096).withEncryption(true))) {
            fill(folder);
            RecoveryKit kits = new RecoveryKit(new LocalDisk(), folder.root(), new SecureRandom(), folder.clock());
            String kit = kits.export();
            for (Path key : folder.files(".keys")) {
                Files.delete(key);
            }
            for (Path key : folder.files(".keys.copy")) {
                Files.delete(key);
            }

            assertThatThrownBy(folder::open)
                    .isInstanceOf(StoreRefusedException.class)
                    .hasMessageContaining("recovery kit");
            RescueReport report = rescue(folder);
            assertThat(report.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.KEYS);
            assertThat(report.versions()).isEqualTo(2);
            Path target = folder.newDirectory("copy");
            assertThat(salvage(folder, target).findings())
                    .extracting(Finding::kind)
                    .containsExactly(Finding.Kind.KEYS);

            kits.importInto(kit);
            for (Path root : new Path[] {folder.root(), target}) {
                new RecoveryKit(new LocalDisk(), root, new SecureRandom(), folder.clock()).importInto(kit);
                try (LocalObjectStore store = folder.open(root)) {
                    assertThat(new StoreClient(store).text(BUCKET, "a")).isEqualTo("first");
                }
            }
            assertThat(MasterKeys.exist(new LocalDisk(), target.resolve("keys").resolve("storage.keys")))
                    .isTrue();
        }
    }
}
