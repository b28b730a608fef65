package io.maxiofs.server.cli.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files and connections the system lets one process open. */
final class LimitsCheck implements Check {
    private static final String NAME = "open files";
    private static final long RECOMMENDED = 16_384;
    private static final long MIN = 1_024;

    @Override
    public Finding run() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? judge(unix.getMaxFileDescriptorCount())
                : Finding.ok(NAME, "no limit on this system");
    }

    static Finding judge(long limit) {
        String detail = "up to " + limit;
        String remedy = "Raise it to " + RECOMMENDED + " or more: ulimit -n, or LimitNOFILE= of a systemd unit";
        if (limit < MIN) {
            return Finding.fail(NAME, detail, remedy);
        }
        return limit < RECOMMENDED ? Finding.warn(NAME, detail, remedy) : Finding.ok(NAME, detail);
    }
}
