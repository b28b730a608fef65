package io.maxiofs.desktop.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

class TransferLimitsTest {
    private final Transfers transfers = new Transfers();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        transfers.close();
    }

    private final class HeldUploads implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof PutObjectRequest) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("Interrupted", e);
                }
            }
        }
    }

    private long count(TransferState state) {
        return transfers.engine().transfers().stream()
                .filter(transfer -> transfer.state() == state)
                .count();
    }

    private void awaitRunning(int running) {
        transfers.awaitThat(
                () -> count(TransferState.RUNNING) == running,
                () -> transfers.engine().transfers().toString());
    }

    @Test
    void holdFromTheNextTransferWhileOthersAreUnderWay() throws Exception {
        transfers.connect(new HeldUploads());
        TransferEngine engine = transfers.open(Transfers.QUICK.with(new TransferLimits(1, 8)));
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(transfers.upload(transfers.file("f" + i, 10), "f" + i));
        }
        awaitRunning(1);
        assertThat(count(TransferState.WAITING)).isEqualTo(4);

        engine.limits(new TransferLimits(3, 8));
        awaitRunning(3);
        assertThat(count(TransferState.WAITING)).isEqualTo(2);

        // Those that run are not stopped, and nothing takes their place while there are too many.
        engine.limits(new TransferLimits(1, 1));
        assertThat(count(TransferState.RUNNING)).isEqualTo(3);
        gate.countDown();
        for (long id : ids) {
            transfers.await(id, TransferState.DONE);
        }
    }

    @Test
    void requestsThatAreUnderWayCountWhenThereMayBeFewer() {
        RequestSlots slots = new RequestSlots(3);
        slots.acquireUninterruptibly(3);
        slots.resize(1);
        slots.release();
        slots.release();
        assertThat(slots.tryAcquire()).isFalse();
        slots.release();
        assertThat(slots.tryAcquire()).isTrue();
        assertThat(slots.tryAcquire()).isFalse();
        slots.resize(4);
        assertThat(slots.tryAcquire(3)).isTrue();
        assertThat(slots.tryAcquire()).isFalse();
    }
}
