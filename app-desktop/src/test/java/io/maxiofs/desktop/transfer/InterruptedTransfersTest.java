package io.maxiofs.desktop.transfer;

import static io.maxiofs.desktop.transfer.Transfers.BUCKET;
import static io.maxiofs.desktop.transfer.Transfers.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

class InterruptedTransfersTest {
    private static final int SIZE = 31 * MIB;

    private final Transfers transfers = new Transfers();

    @AfterEach
    void close() {
        transfers.close();
    }

    /** Lets some requests of one kind through and holds the others until they are interrupted or let go. */
    private static final class Gate implements ExecutionInterceptor {
        private final Class<? extends SdkRequest> held;
        private final Semaphore permits;
        private final AtomicInteger passed = new AtomicInteger();

        Gate(Class<? extends SdkRequest> held, int permits) {
            this.held = held;
            this.permits = new Semaphore(permits);
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (held.isInstance(context.request())) {
                try {
                    permits.acquire();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("Interrupted", e);
                }
                passed.incrementAndGet();
            }
        }

        void open() {
            permits.release(1000);
        }
    }

    @Test
    void anUploadGoesOnAfterARestartWhereItWas() throws Exception {
        Path file = transfers.file("large", SIZE);
        transfers.connect(new Gate(UploadPartRequest.class, 3));
        long id = transfers.upload(file, "large");
        transfers.awaitParts(3);
        transfers.closeEngine();
        assertThat(transfers.unfinishedUploads()).isEqualTo(1);

        Gate rest = new Gate(UploadPartRequest.class, 1000);
        transfers.connect(rest);
        transfers.await(id, TransferState.DONE);

        assertThat(rest.passed).hasValue(4);
        assertThat(transfers.stored("large")).isEqualTo(Files.readAllBytes(file));
        assertThat(transfers.unfinishedUploads()).isZero();
    }

    @Test
    void aDownloadGoesOnAfterARestartWhereItWas() throws Exception {
        Path file = transfers.file("large", SIZE);
        transfers.await(transfers.upload(file, "large"), TransferState.DONE);
        transfers.engine().forgetFinished();
        Path back = transfers.folder().resolve("back");
        transfers.connect(new Gate(GetObjectRequest.class, 3));
        long id = transfers.download("large", back);
        transfers.awaitParts(3);
        transfers.closeEngine();

        Gate rest = new Gate(GetObjectRequest.class, 1000);
        transfers.connect(rest);
        transfers.await(id, TransferState.DONE);

        assertThat(rest.passed).hasValue(4);
        assertThat(Files.mismatch(file, back)).isEqualTo(-1);
    }

    @Test
    void aFileThatChangedIsSentFromItsBeginning() throws Exception {
        Path file = transfers.file("large", SIZE);
        transfers.connect(new Gate(UploadPartRequest.class, 3));
        long id = transfers.upload(file, "large");
        transfers.awaitParts(3);
        transfers.closeEngine();
        Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);

        transfers.connect(new Gate(UploadPartRequest.class, 1000));
        TransferProgress done = transfers.await(id, TransferState.DONE);

        assertThat(done.task().size()).isEqualTo(SIZE + 3);
        assertThat(transfers.stored("large")).isEqualTo(Files.readAllBytes(file));
        assertThat(transfers.unfinishedUploads()).isZero();
    }

    @Test
    void anObjectThatChangedIsFetchedFromItsBeginning() throws Exception {
        transfers.put("object", 12 * MIB);
        Path back = transfers.folder().resolve("back");
        transfers.connect(new Gate(GetObjectRequest.class, 1));
        long id = transfers.download("object", back);
        transfers.awaitParts(1);
        transfers.closeEngine();
        transfers.connect(new Gate(GetObjectRequest.class, 1000));
        byte[] fresh = new byte[13 * MIB];
        fresh[5] = 5;
        transfers
                .s3()
                .putObject(
                        b -> b.bucket(BUCKET).key("object"),
                        software.amazon.awssdk.core.sync.RequestBody.fromBytes(fresh));

        transfers.await(id, TransferState.DONE);

        assertThat(back).hasBinaryContent(fresh);
    }

    @Test
    void damageToAHalfFetchedFileIsFoundAndMended() throws Exception {
        transfers.put("object", 12 * MIB);
        Path back = transfers.folder().resolve("back");
        transfers.connect(new Gate(GetObjectRequest.class, 1));
        long id = transfers.download("object", back);
        transfers.awaitParts(1);
        transfers.closeEngine();
        try (var files = Files.list(transfers.folder())) {
            Path partial = files.filter(f -> f.toString().endsWith(".part"))
                    .findFirst()
                    .orElseThrow();
            Files.write(partial, new byte[5 * MIB], StandardOpenOption.WRITE);
        }

        transfers.connect(new Gate(GetObjectRequest.class, 1000));
        transfers.await(id, TransferState.DONE);

        assertThat(back).hasBinaryContent(transfers.stored("object"));
    }

    @Test
    void cancelLeavesNothingBehind() throws Exception {
        transfers.put("object", 12 * MIB);
        Path file = transfers.file("large", SIZE);
        Gate parts = new Gate(UploadPartRequest.class, 2);
        transfers.connect(parts);
        long upload = transfers.upload(file, "large");
        transfers.awaitParts(1);
        assertThat(transfers.unfinishedUploads()).isEqualTo(1);
        transfers.engine().cancel(upload);
        transfers.await(upload, TransferState.CANCELLED);
        transfers.engine().forgetFinished();
        transfers.connect(new Gate(GetObjectRequest.class, 1));
        long download = transfers.download("object", transfers.folder().resolve("back"));
        transfers.awaitParts(1);
        transfers.engine().cancel(download);
        transfers.await(download, TransferState.CANCELLED);

        assertThat(transfers.unfinishedUploads()).isZero();
        assertThat(transfers.s3().listObjectsV2(b -> b.bucket(BUCKET)).contents())
                .hasSize(1);
        try (var files = Files.list(transfers.folder())) {
            assertThat(files.map(f -> String.valueOf(f.getFileName()))).containsExactlyInAnyOrder("files", "journal");
        }
    }

    @Test
    void aPausedTransferKeepsItsPartsAndGoesOnWhenAsked() throws Exception {
        Path file = transfers.file("large", SIZE);
        Gate gate = new Gate(UploadPartRequest.class, 2);
        transfers.connect(gate);
        long id = transfers.upload(file, "large");
        transfers.awaitParts(2);
        transfers.engine().pause(id);
        TransferProgress paused = transfers.await(id, TransferState.PAUSED);
        assertThat(paused.doneBytes()).isEqualTo(10 * MIB);
        transfers.closeEngine();
        assertThat(transfers.progress(id).state()).isEqualTo(TransferState.PAUSED);

        gate.open();
        transfers.engine().resume(id);

        transfers.await(id, TransferState.DONE);
        assertThat(gate.passed).hasValue(7);
    }

    @Test
    void aServerThatIsAwayIsWaitedFor() throws Exception {
        Path file = transfers.file("small", 100);
        transfers.server().stop();

        long id = transfers.upload(file, "small");
        TransferProgress retrying = transfers.await(id, TransferState.RETRYING);
        assertThat(retrying.failure())
                .isNotNull()
                .satisfies(f -> assertThat(f.kind()).isEqualTo(TransferFailure.Kind.SERVER_AWAY));
        transfers.server().startAgain();
        transfers.connect(new ExecutionInterceptor() {});

        transfers.await(id, TransferState.DONE);
        assertThat(transfers.stored("small")).hasSize(100);
    }

    @Test
    void aTornJournalLosesOnlyItsLastLine() throws Exception {
        Path file = transfers.file("small", 100);
        transfers.server().stop();
        long id = transfers.upload(file, "small");
        transfers.await(id, TransferState.RETRYING);
        transfers.closeEngine();
        Files.writeString(
                transfers.folder().resolve("journal").resolve(TransferJournal.FILE),
                "{\"id\":99,\"upl",
                StandardOpenOption.APPEND);
        transfers.server().startAgain();
        transfers.connect(new ExecutionInterceptor() {});

        transfers.await(id, TransferState.DONE);

        assertThat(transfers.engine().transfers()).hasSize(1);
    }
}
