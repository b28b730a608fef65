package io.maxiofs.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferPoolTest {

    @Test
    void givesSmallBuffersOnceTheLargeOnesAreOut() {
        BufferPool pool = new BufferPool(1000, 2, 100, 8);
        List<ByteBuffer> taken = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            taken.add(pool.take());
        }

        assertThat(taken).extracting(ByteBuffer::capacity).containsExactly(1000, 1000, 100, 100);
        assertThat(pool.bytesInUse()).isEqualTo(2200);
        pool.giveBack(taken.get(0));
        assertThat(pool.take().capacity()).isEqualTo(1000);
    }

    @Test
    void doesNotWasteALargeBufferOnLittle() {
        BufferPool pool = new BufferPool(1000, 2, 100, 8);

        assertThat(pool.take(100).capacity()).isEqualTo(100);
        assertThat(pool.take(101).capacity()).isEqualTo(1000);
    }

    @Test
    void usesBuffersAgainClearedAndKeepsOnlySoMany() {
        BufferPool pool = new BufferPool(10, 1);
        ByteBuffer first = pool.take().put((byte) 1);
        ByteBuffer second = pool.take();
        pool.giveBack(first);
        pool.giveBack(second);

        ByteBuffer again = pool.take();
        assertThat(again).isSameAs(first);
        assertThat(again.position()).isZero();
        assertThat(pool.take()).isNotSameAs(second);
        assertThat(pool.bytesInUse()).isEqualTo(20);
    }

    @Test
    void refusesStrangers() {
        BufferPool pool = new BufferPool(1000, 2, 100, 8);

        assertThatThrownBy(() -> pool.giveBack(ByteBuffer.allocateDirect(99)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pool.giveBack(ByteBuffer.allocate(100))).isInstanceOf(IllegalArgumentException.class);
    }
}
