package io.maxiofs.desktop.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortOwnersTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void findsThisProcess() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortOwners.ofThisSystem().of(socket.getLocalPort()))
                    .map(PortOwner::pid)
                    .contains(ProcessHandle.current().pid());
        }
    }

    @Test
    void readsWhatLsofPrints() {
        assertThat(PortOwners.Command.pidOfLsof(List.of("p4711", "f12"), 9900)).hasValue(4711);
        assertThat(PortOwners.Command.pidOfLsof(List.of(), 9900)).isEmpty();
    }

    @Test
    void readsWhatNetstatPrintsInAnyLanguage() {
        List<String> output = List.of(
                "Aktive Verbindungen",
                "  Proto  Lokale Adresse         Remoteadresse          Status           PID",
                "  TCP    127.0.0.1:19900        0.0.0.0:0              ABHÖREN          1",
                "  TCP    127.0.0.1:9900         127.0.0.1:50000        HERGESTELLT      2",
                "  TCP    127.0.0.1:9900         0.0.0.0:0              ABHÖREN          4711");

        assertThat(PortOwners.Command.pidOfNetstat(output, 9900)).hasValue(4711);
    }
}
