package io.maxiofs.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamesTest {
    @ParameterizedTest
    @CsvSource({
        "NAS.local, nas.local",
        "192.168.1.5, 192.168.1.5",
        "::1, 0:0:0:0:0:0:0:1",
        "fd00::2%eth0, fd00:0:0:0:0:0:0:2",
        "0:0:0:0:0:0:0:1%lo, 0:0:0:0:0:0:0:1"
    })
    void writesNamesAsCertificatesHaveThem(String given, String written) {
        assertThat(HostNames.canonical(given)).isEqualTo(written);
    }

    /** With a zone they would stand in the certificate as names, which no client looks for. */
    @Test
    void addressesOfThisMachineHaveNoZone() {
        assertThat(HostNames.addresses()).isNotEmpty().allMatch(HostNames::isAddress);
    }
}
