package io.maxiofs.desktop.control;

/** The arithmetic of a chart over time, without drawing. */
public final class ChartScale {
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    private static final double UNIT = 1024;
    private static final double LAST_BEFORE_UNIT = 1000;

    private ChartScale() {}

    /** The next round number that is not below the value: 1, 2, 2.5 or 5 times a power of ten; 1 for nothing. */
    public static double roundUp(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : STEPS) {
            if (step * power >= value) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /**
     * As {@link #roundUp}, for bytes: round in the unit in which they are written. At least 1 KiB: half a byte, which the
     * axis of nothing would have in its middle, is no value.
     */
    public static double roundUpBytes(double bytes) {
        if (!(bytes > UNIT)) {
            return UNIT;
        }
        double unit = 1;
        while (bytes / unit >= UNIT) {
            unit *= UNIT;
        }
        double rounded = roundUp(bytes / unit);
        return (rounded >= LAST_BEFORE_UNIT ? UNIT : rounded) * unit;
    }

    /** The largest of the values, 0 if there is none; {@code NaN} is no value. */
    public static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            if (value > largest) {
                largest = value;
            }
        }
        return largest;
    }

    /**
     * The index of the time that is nearest.
     *
     * @param times ascending
     * @return -1 if there is none
     */
    public static int nearest(long[] times, long time) {
        if (times.length == 0) {
            return -1;
        }
        int low = 0;
        int high = times.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        boolean earlierIsNearer = low > 0 && time - times[low - 1] <= times[low] - time;
        return earlierIsNearer ? low - 1 : low;
    }
}
