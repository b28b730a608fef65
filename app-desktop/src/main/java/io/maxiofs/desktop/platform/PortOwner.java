package io.maxiofs.desktop.platform;

/**
 * Who listens on a TCP port.
 *
 * @param program what can be seen of it; its command, or its pid if that is hidden
 */
public record PortOwner(long pid, String program) {

    static PortOwner of(long pid) {
        String program = ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .orElse("pid " + pid);
        return new PortOwner(pid, program);
    }
}
