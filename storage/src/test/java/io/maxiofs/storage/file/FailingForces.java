package io.maxiofs.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A disk, of whatever kind, on which a force of certain files fails when the test says so. Safe on any thread. */
public final class FailingForces extends ForwardingDisk {
    private final String pathEnd;
    private final AtomicBoolean armed = new AtomicBoolean();

    /** @param pathEnd how the paths of files end whose forces may fail */
    public FailingForces(Disk disk, String pathEnd) {
        super(disk);
        this.pathEnd = pathEnd;
    }

    /** The next force fails. */
    public void failOnce() {
        armed.set(true);
    }

    @Override
    public DataFile open(Path path, OpenMode mode) throws IOException {
        DataFile file = super.open(path, mode);
        return path.toString().endsWith(pathEnd) ? new Failing(file) : file;
    }

    private final class Failing extends ForwardingFile {
        Failing(DataFile file) {
            super(file);
        }

        @Override
        public void force() throws IOException {
            if (armed.getAndSet(false)) {
                throw new IOException("a force that fails");
            }
            super.force();
        }
    }
}
