package io.maxiofs.storage.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs a workload on a {@link SimulatedDisk} once for every call it makes, with a fault at that call, and has what is
 * left checked in every way a crash can leave it.
 */
public final class CrashEnumeration {

    private final long seed;
    private final int reorderings;

    /**
     * @param seed of all random choices; part of every failure's message
     * @param reorderings random states looked at for each crash
     */
    public CrashEnumeration(long seed, int reorderings) {
        this.seed = seed;
        this.reorderings = reorderings;
    }

    /** One run of a workload, which keeps in mind what was promised to it. */
    public interface Run {

        /** Makes what has to be there before anything may go wrong. */
        default void prepare(SimulatedDisk disk) throws IOException {}

        /** The workload. May end early with an exception once something went wrong; must end. */
        void work(SimulatedDisk disk) throws IOException;

        /** Opens what is left and compares it with what was promised. Called once for each different disk a crash can leave. */
        void verify(SimulatedDisk disk) throws IOException;
    }

    /** Number of crashes and failures looked at. */
    public int run(Supplier<Run> runs) throws IOException {
        Run undisturbed = runs.get();
        SimulatedDisk whole = disk(undisturbed);
        int first = whole.calls().size() + 1;
        undisturbed.work(whole);
        int last = whole.calls().size();
        check(undisturbed, List.of(State.of(whole, AfterCrash.DROP_UNFORCED, seed)), "no fault");
        int count = 0;
        for (int number = first; number <= last; number++) {
            for (Fault fault : List.of(Fault.CRASH, Fault.TEAR, Fault.FAIL, Fault.FULL)) {
                oneFault(runs.get(), number, fault);
                count++;
            }
        }
        return count;
    }

    private SimulatedDisk disk(Run run) throws IOException {
        SimulatedDisk disk = new SimulatedDisk(seed);
        run.prepare(disk);
        return disk;
    }

    private void oneFault(Run run, int number, Fault fault) throws IOException {
        SimulatedDisk disk = disk(run);
        disk.plan(FaultPlan.once(number, fault));
        List<Throwable> ended = new ArrayList<>();
        try {
            run.work(disk);
        } catch (IOException | RuntimeException e) {
            // Expected of most runs; kept for the message of one that fails its verification.
            ended.add(e);
        }
        String what = fault + " at "
                + (disk.calls().size() < number ? "no call" : disk.calls().get(number - 1)) + ", " + ended;
        check(run, statesAfter(disk, number), what);
    }

    /** Those that differ: after a run that closed in order most are the same, and one look at it tells all. */
    private List<State> statesAfter(SimulatedDisk disk, int number) {
        List<State> states = new ArrayList<>();
        states.add(State.of(disk, AfterCrash.PROCESS_KILLED, seed));
        states.add(State.of(disk, AfterCrash.DROP_UNFORCED, seed));
        states.add(State.of(disk, AfterCrash.KEEP_UNFORCED, seed));
        for (int i = 0; i < reorderings; i++) {
            states.add(State.of(disk, AfterCrash.REORDER, seed + 31L * number + i));
        }
        List<State> different = new ArrayList<>();
        for (State state : states) {
            if (different.stream().noneMatch(known -> known.disk().isSame(state.disk()))) {
                different.add(state);
            }
        }
        return different;
    }

    /** What a crash left, and how it came to be. */
    private record State(SimulatedDisk disk, AfterCrash crash, long seed) {
        static State of(SimulatedDisk disk, AfterCrash crash, long seed) {
            return new State(disk.reopen(crash, seed), crash, seed);
        }
    }

    private static void check(Run run, List<State> states, String what) throws IOException {
        for (State state : states) {
            try {
                run.verify(state.disk());
            } catch (AssertionError | IOException | RuntimeException e) {
                throw new AssertionError(
                        what + "; then " + state.crash() + " with seed " + state.seed() + ": " + e.getMessage(), e);
            }
        }
    }
}
