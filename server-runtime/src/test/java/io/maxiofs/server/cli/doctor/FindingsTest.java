package io.maxiofs.server.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.cli.doctor.Finding.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {
    private static final long GIB = 1L << 30;

    @ParameterizedTest
    @CsvSource({
        "ext4,/data,OK",
        "xfs,/data,OK",
        "tmpfs,/data,WARN",
        "vfat,/data,WARN",
        "exFAT,/data,WARN",
        "nfs4,/data,WARN",
        "cifs,/data,WARN",
        "fuse.sshfs,/data,WARN",
        "ext4,/home/me/Dropbox/store,WARN",
        "apfs,/Users/me/Library/Mobile Documents/store,WARN",
        "NTFS,/Users/me/OneDrive - Work/store,WARN"
    })
    void judgesFileSystems(String type, String directory, Verdict verdict) {
        Finding finding = FileSystemCheck.judge(type, Path.of(directory));
        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.remedy().isEmpty()).isEqualTo(verdict == Verdict.OK);
    }

    @ParameterizedTest
    @CsvSource({"50,1000,WARN", "100,1000,OK", "99,1000,WARN", "10,1000,FAIL", "2,10,FAIL"})
    void judgesSpace(long freeGib, long totalGib, Verdict verdict) {
        assertThat(SpaceCheck.judge(freeGib * GIB, totalGib * GIB).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "8000,NO,OK",
        "8000,UNKNOWN,OK",
        "8000,YES,WARN",
        "150,YES,OK",
        "50,YES,WARN",
        "50,NO,WARN",
        "500000,NO,WARN",
        "500000,UNKNOWN,WARN"
    })
    void judgesFlushes(double perSecond, SpinningDisk kind, Verdict verdict) {
        assertThat(FlushCheck.judge(perSecond, kind).verdict()).isEqualTo(verdict);
    }

    @Test
    void flushProbeLeavesNothingBehind(@TempDir Path directory) {
        Finding finding = new FlushCheck(directory, System::nanoTime).run();
        assertThat(finding.detail()).contains("durable 4 KiB writes/s");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void judgesLimitsMemoryAndClock() {
        assertThat(LimitsCheck.judge(256).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(LimitsCheck.judge(4096).verdict()).isEqualTo(Verdict.WARN);
        assertThat(LimitsCheck.judge(1 << 20).verdict()).isEqualTo(Verdict.OK);
        assertThat(new RuntimeCheck(21, GIB).run().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(new RuntimeCheck(25, 1 << 26).run().verdict()).isEqualTo(Verdict.WARN);
        assertThat(new RuntimeCheck(26, GIB).run().verdict()).isEqualTo(Verdict.OK);
        assertThat(new ClockCheck(() -> Instant.EPOCH).run().verdict()).isEqualTo(Verdict.FAIL);
    }
}
