package io.maxiofs.server.cli.doctor;

/** The Java the server would run on, and the memory it would get. */
final class RuntimeCheck implements Check {
    private static final int MIN_FEATURE = 25;
    private static final long RECOMMENDED_HEAP = 256L << 20;

    private final int feature;
    private final long maxHeap;

    RuntimeCheck() {
        this(Runtime.version().feature(), Runtime.getRuntime().maxMemory());
    }

    RuntimeCheck(int feature, long maxHeap) {
        this.feature = feature;
        this.maxHeap = maxHeap;
    }

    @Override
    public Finding run() {
        String detail = "Java " + feature + " (" + System.getProperty("java.vendor", "unknown vendor")
                + "), heap up to " + (maxHeap >> 20) + " MiB";
        if (feature < MIN_FEATURE) {
            return Finding.fail(
                    "java", detail, "Install a JDK " + MIN_FEATURE + " or newer, for instance from adoptium.net");
        }
        return maxHeap < RECOMMENDED_HEAP
                ? Finding.warn("java", detail, "Give the server more memory: MAXIOFS_JAVA_OPTS=-Xmx256m or more")
                : Finding.ok("java", detail);
    }
}
