package io.maxiofs.server.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.cli.doctor.Finding.Verdict;
import io.maxiofs.server.config.ListenAddress;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

    @ParameterizedTest
    @CsvSource({"-10,FAIL,only from", "5,OK,valid until", "95,WARN,ends soon", "101,FAIL,has ended"})
    void judgesCertificates(long day, Verdict verdict, String said) {
        Instant from = Instant.parse("2026-06-01T00:00:00Z");
        Finding finding =
                CertificateCheck.judge("nas", from, from.plus(Duration.ofDays(100)), from.plus(Duration.ofDays(day)));
        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.detail()).contains("nas").contains(said);
    }

    @Test
    void certificateThatIsNotThereIsNothingAndOneThatIsNoneIsSaid(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("server.pem");
        assertThat(new CertificateCheck(file, InstantSource.system()).run()).isEmpty();
        Files.writeString(file, "no certificate");
        assertThat(new CertificateCheck(file, InstantSource.system()).run())
                .hasValueSatisfying(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN));
    }

    @Test
    void saysWhyAPortCannotBeOpened() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new PortCheck("S3 port", new ListenAddress("127.0.0.1", taken.getLocalPort())).run())
                    .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.FAIL))
                    .satisfies(finding -> assertThat(finding.remedy()).contains("Stop the program"));
        }
        assertThat(new PortCheck("S3 port", new ListenAddress("192.0.2.1", 0))
                        .run()
                        .remedy())
                .contains("does not have that address");
    }

    @Test
    void namesClientsThatDidNotComeThrough() throws IOException {
        try (TestServer server = TestServer.start();
                AdminClient admin = server.adminClient()) {
            assertThat(RefusedClientsCheck.ask(admin).verdict()).isEqualTo(Verdict.OK);
            try (Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), server.endpoint().getPort())) {
                socket.getOutputStream().write(new byte[] {0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0});
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            // The entry is made before the answer is sent.
            Finding finding = RefusedClientsCheck.ask(admin);
            assertThat(finding.verdict()).isEqualTo(Verdict.WARN);
            assertThat(finding.detail()).contains("127.0.0.1").contains("http://");
        }
    }
}
