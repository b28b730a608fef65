package io.maxiofs.server.fuzz;

/** Where the coverage-guided fuzzer comes in; the target is named by {@code maxiofs.fuzz.target}. */
public final class FuzzEntry {
    private static final FuzzTargets.Target TARGET =
            new FuzzTargets().named(System.getProperty("maxiofs.fuzz.target", "policy"));

    private FuzzEntry() {}

    /** Called by Jazzer, by this name, again and again. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.parser().accept(input);
    }
}
