package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.reference.MultipartContract;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class LocalMultipartContractTest extends MultipartContract {
    private @Nullable TemporaryStore opened;

    @Override
    protected ObjectStore open(InstantSource time, long minimumPartBytes) {
        TemporaryStore fresh = new TemporaryStore(time, minimumPartBytes);
        opened = fresh;
        return fresh.store();
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
