package io.maxiofs.storage.tool;

import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.engine.StoreLayout;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.OverlayDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The master keys of a data directory as text: to be kept elsewhere, and to be put into a directory that lost them. */
public final class RecoveryKit {
    private final Disk disk;
    private final StoreLayout layout;
    private final SecureRandom random;
    private final InstantSource clock;

    /** @param root the data directory */
    public RecoveryKit(Disk disk, Path root, SecureRandom random, InstantSource clock) {
        this.disk = disk;
        this.layout = new StoreLayout(root);
        this.random = random;
        this.clock = clock;
    }

    /**
     * All keys as text, whether a server runs or not; changes nothing.
     *
     * @throws io.maxiofs.storage.crypto.KeyFileException if there is no key file, or none of its copies can be used
     */
    public String export() throws IOException {
        return MasterKeys.open(new OverlayDisk(disk), layout.masterKeys(), random, clock)
                .exportRecoveryKit();
    }

    /**
     * Adds the keys of a kit that the directory lacks, or makes its key file if there is none.
     *
     * @return how many keys were added
     * @throws io.maxiofs.storage.crypto.KeyFileException if the kit or the key file is damaged
     * @throws io.maxiofs.storage.engine.StoreRefusedException if a server uses the directory: it would not notice
     */
    public int importInto(String kit) throws IOException {
        try (SourceLock lock = SourceLock.take(disk, layout.root())) {
            lock.requireHeld();
            if (MasterKeys.exist(disk, layout.masterKeys())) {
                return MasterKeys.open(disk, layout.masterKeys(), random, clock).importRecoveryKit(kit);
            }
            MasterKeys restored = MasterKeys.restore(disk, layout.masterKeys(), kit, random, clock);
            disk.forceDirectory(layout.root());
            return restored.names().stream()
                    .mapToInt(name -> restored.currentVersion(name).orElse(0))
                    .sum();
        }
    }
}
