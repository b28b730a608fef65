package io.maxiofs.desktop.supervisor;

import io.maxiofs.desktop.platform.PortOwner;
import io.maxiofs.desktop.platform.PortOwners;
import io.maxiofs.server.admin.api.LocalAccess;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a server said it cannot start, and who is in its way. */
record Refusal(String reason, String message) {
    private static final Pattern PORT = Pattern.compile("on \\S+:(\\d+): another");

    /** The process that has the data directory; null if it cannot be told. */
    Status.@Nullable Owner ofDirectory(Path dataDirectory) {
        LocalAccess holder = ServerWatch.access(dataDirectory).orElse(null);
        return holder == null
                ? null
                : ProcessHandle.of(holder.pid())
                        .filter(ProcessHandle::isAlive)
                        .map(process -> new Status.Owner(
                                process.pid(), process.info().command().orElse("")))
                        .orElse(null);
    }

    /** The process that has the port; null if it cannot be told. Blocks. */
    Status.@Nullable Owner ofPort(PortOwners owners) {
        Matcher port = PORT.matcher(message);
        int number = port.find() ? Integer.parseInt(port.group(1)) : 0;
        return owners.of(number).map(Refusal::owner).orElse(null);
    }

    private static Status.Owner owner(PortOwner found) {
        return new Status.Owner(found.pid(), found.program());
    }
}
