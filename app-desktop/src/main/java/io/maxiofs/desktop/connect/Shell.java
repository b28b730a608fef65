package io.maxiofs.desktop.connect;

/** Where commands are typed. */
public enum Shell {
    /** Linux, macOS and whatever else has a shell as POSIX describes it. */
    POSIX,
    /** Windows. */
    POWERSHELL;

    /** The shell of an operating system, by the name Java gives it ({@code os.name}). */
    public static Shell of(String operatingSystem) {
        return operatingSystem.startsWith("Windows") ? POWERSHELL : POSIX;
    }

    /** A text as one literal word. */
    public String quote(String text) {
        return switch (this) {
            case POSIX -> "'" + text.replace("'", "'\\''") + "'";
            case POWERSHELL -> "'" + text.replace("'", "''") + "'";
        };
    }

    /** Sets a variable for the commands that follow. */
    public String set(String variable, String value) {
        return switch (this) {
            case POSIX -> "export " + variable + "=" + quote(value);
            case POWERSHELL -> "$env:" + variable + " = " + quote(value);
        };
    }
}
