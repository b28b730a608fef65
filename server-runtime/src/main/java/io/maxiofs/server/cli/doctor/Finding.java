package io.maxiofs.server.cli.doctor;

/**
 * What a check found.
 *
 * @param remedy what to do about it; empty if nothing
 */
public record Finding(String check, Verdict verdict, String detail, String remedy) {

    /** How good that is. */
    public enum Verdict {
        OK,
        /** The server works, but not as well or as safely as it could. */
        WARN,
        /** The server will not work. */
        FAIL,
        /** It cannot be told here. */
        UNKNOWN
    }

    static Finding ok(String check, String detail) {
        return new Finding(check, Verdict.OK, detail, "");
    }

    static Finding warn(String check, String detail, String remedy) {
        return new Finding(check, Verdict.WARN, detail, remedy);
    }

    static Finding fail(String check, String detail, String remedy) {
        return new Finding(check, Verdict.FAIL, detail, remedy);
    }

    static Finding unknown(String check, String detail) {
        return new Finding(check, Verdict.UNKNOWN, detail, "");
    }
}
