package io.maxiofs.desktop.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChartScaleTest {

    @Test
    void roundsUpToNumbersPeopleRead() {
        assertThat(ChartScale.roundUp(0)).isEqualTo(1);
        assertThat(ChartScale.roundUp(Double.NaN)).isEqualTo(1);
        assertThat(ChartScale.roundUp(1)).isEqualTo(1);
        assertThat(ChartScale.roundUp(1.01)).isEqualTo(2);
        assertThat(ChartScale.roundUp(2.2)).isEqualTo(2.5);
        assertThat(ChartScale.roundUp(70)).isEqualTo(100);
        assertThat(ChartScale.roundUp(420)).isEqualTo(500);
        assertThat(ChartScale.roundUpBytes(1500)).isEqualTo(2048);
        assertThat(ChartScale.roundUpBytes(700 * 1024.0)).isEqualTo(1024 * 1024.0);
        assertThat(ChartScale.roundUpBytes(0)).isEqualTo(1024);
        assertThat(ChartScale.roundUpBytes(3)).isEqualTo(1024);
    }

    @Test
    void theLargestLeavesGapsOut() {
        assertThat(ChartScale.largest(new double[] {1, Double.NaN, 3, 2})).isEqualTo(3);
        assertThat(ChartScale.largest(new double[0])).isZero();
    }

    @Test
    void findsTheNearestTime() {
        long[] times = {10, 20, 40};
        assertThat(ChartScale.nearest(times, 0)).isZero();
        assertThat(ChartScale.nearest(times, 14)).isZero();
        assertThat(ChartScale.nearest(times, 16)).isEqualTo(1);
        assertThat(ChartScale.nearest(times, 31)).isEqualTo(2);
        assertThat(ChartScale.nearest(times, 99)).isEqualTo(2);
        assertThat(ChartScale.nearest(new long[0], 5)).isEqualTo(-1);
    }
}
