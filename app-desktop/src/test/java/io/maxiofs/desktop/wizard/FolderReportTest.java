package io.maxiofs.desktop.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.wizard.FolderReport.Verdict;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FolderReportTest {

    @Test
    void measuresFolderThatIsNotThereYetAndLeavesNothing() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path folder = directory.path().resolve("a").resolve("b");
            FolderReport report = FolderReport.of(folder);

            assertThat(report.free()).isPositive();
            assertThat(report.total()).isGreaterThanOrEqualTo(report.free());
            assertThat(report.flushMicros()).isPositive();
            assertThat(report.isRefused()).isFalse();
            assertThat(directory.path()).isEmptyDirectory();
        }
    }

    @Test
    void warnsOfFileSystemsThatLoseData() {
        Path folder = Path.of("/media/stick");
        assertThat(FolderReport.ofFileSystem("vfat", folder)).containsExactly(Verdict.FAT);
        assertThat(FolderReport.ofFileSystem("exFAT", folder)).containsExactly(Verdict.FAT);
        assertThat(FolderReport.ofFileSystem("nfs4", folder)).containsExactly(Verdict.NETWORK);
        assertThat(FolderReport.ofFileSystem("smbfs", folder)).containsExactly(Verdict.NETWORK);
        assertThat(FolderReport.ofFileSystem("tmpfs", folder)).containsExactly(Verdict.MEMORY);
        assertThat(FolderReport.ofFileSystem("ext4", folder)).isEmpty();
        assertThat(FolderReport.ofFileSystem("NTFS", Path.of("/home/anna/OneDrive/data")))
                .containsExactly(Verdict.SYNCHRONISED);
    }
}
