package io.maxiofs.desktop.supervisor;

import io.maxiofs.server.Main;
import io.maxiofs.server.identity.FirstAdministrator;
import io.maxiofs.server.testing.ServerProcess;
import io.maxiofs.server.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How tests start servers: on free ports, with the administrator of {@link TestServer}. */
final class Children {
    private Children() {}

    static List<String> java() {
        return ServerProcess.java();
    }

    static ServerLaunch launch(Path dataDirectory) {
        List<String> program = new ArrayList<>(java());
        program.add(Main.class.getName());
        return new ServerLaunch(
                program,
                dataDirectory,
                Map.of(
                        "server.listen",
                        "127.0.0.1:0",
                        "server.admin-listen",
                        "127.0.0.1:0",
                        "storage.free-space-floor",
                        "0"),
                Map.of(
                        FirstAdministrator.PASSWORD_VARIABLE,
                        TestServer.ADMIN_PASSWORD,
                        FirstAdministrator.ACCESS_KEY_VARIABLE,
                        TestServer.ACCESS_KEY,
                        FirstAdministrator.SECRET_KEY_VARIABLE,
                        TestServer.SECRET_KEY),
                false,
                false);
    }
}
