package io.maxiofs.storage.history;

import java.util.Optional;

/** What one thread alone would see. States are values: equal ones are the same. */
public interface SequentialModel<S, C> {
    S initial();

    /** The state after a call; empty if the call cannot have had its answer in this state. */
    Optional<S> after(S state, C call);
}
