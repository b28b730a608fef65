package io.maxiofs.storage.tool;

import io.maxiofs.storage.engine.DataDirectory;
import io.maxiofs.storage.engine.MoveRecords;
import io.maxiofs.storage.engine.StoreLayout;
import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.file.Disk;
import java.io.IOException;
import java.nio.file.Path;

/** How tools take a data directory: never creating anything where no store is. */
final class StoreAccess {
    private StoreAccess() {}

    /** @throws StoreRefusedException if there is no store, or a server has it open */
    static DataDirectory take(Disk disk, Path root) throws IOException {
        StoreLayout layout = new StoreLayout(root);
        if (!disk.exists(layout.identityFile()) && !new MoveRecords(disk, layout).speakForIt()) {
            String hint = disk.exists(layout.journal())
                    ? "its identity file is missing; rescue makes it a new one"
                    : "it holds none; is the drive mounted?";
            throw new StoreRefusedException("No store in " + root + ": " + hint);
        }
        return DataDirectory.take(disk, root, null);
    }
}
