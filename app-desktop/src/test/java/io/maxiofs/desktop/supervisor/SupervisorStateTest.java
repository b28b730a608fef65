package io.maxiofs.desktop.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SupervisorStateTest {

    @ParameterizedTest
    @EnumSource(SupervisorState.class)
    void everyStateLeadsBackToStopped(SupervisorState state) {
        assertThat(state == SupervisorState.STOPPED
                        || state.mayBecome(SupervisorState.STOPPED)
                        || state.mayBecome(SupervisorState.STOPPING))
                .isTrue();
        assertThat(state.mayBecome(state)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(SupervisorState.class)
    void nothingServesWithoutHavingStarted(SupervisorState state) {
        if (state.isIdle()) {
            assertThat(state.mayBecome(SupervisorState.STARTING)).isTrue();
            assertThat(state.mayBecome(SupervisorState.RUNNING)).isFalse();
            assertThat(state.mayBecome(SupervisorState.ADOPTED)).isFalse();
        }
    }
}
