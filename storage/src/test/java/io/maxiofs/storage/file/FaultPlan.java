package io.maxiofs.storage.file;

/** Decides what happens at each call that changes a {@link SimulatedDisk}. */
@FunctionalInterface
public interface FaultPlan {

    FaultPlan NONE = _ -> Fault.NONE;

    Fault at(DiskCall call);

    /** One fault at one call. */
    static FaultPlan once(int number, Fault fault) {
        return call -> call.number() == number ? fault : Fault.NONE;
    }

    /** The same fault at a call and at every one after it. */
    static FaultPlan from(int number, Fault fault) {
        return call -> call.number() >= number ? fault : Fault.NONE;
    }

    /** A fault at every call of one kind on paths that end with a text. */
    static FaultPlan on(DiskCall.Operation operation, String pathEnd, Fault fault) {
        return call -> call.operation() == operation && call.path().toString().endsWith(pathEnd) ? fault : Fault.NONE;
    }
}
