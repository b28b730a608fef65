package io.maxiofs.server.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.slf4j.LoggerFactory;

/** The last lines of the log, in memory, for whoever is to help. Safe on any thread. */
public final class RecentLog extends AppenderBase<ILoggingEvent> {
    private static final String NAME = "recent";
    private static final int MAX_LINES = 1_000;
    private static final int MAX_CHARS = 4_000;

    private final PatternLayoutEncoder encoder;
    private final ArrayDeque<String> lines = new ArrayDeque<>();

    /** @param encoder makes lines of events */
    RecentLog(PatternLayoutEncoder encoder) {
        this.encoder = encoder;
        setName(NAME);
    }

    @Override
    protected void append(ILoggingEvent event) {
        String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
        synchronized (lines) {
            if (lines.size() == MAX_LINES) {
                lines.removeFirst();
            }
            lines.addLast(line.length() <= MAX_CHARS ? line : line.substring(0, MAX_CHARS) + "\n");
        }
    }

    /** The last lines. */
    String text() {
        synchronized (lines) {
            return String.join("", lines);
        }
    }

    /** The last lines; empty if the process logs in another way than {@link ConsoleLog}'s. */
    public static String tail() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                        && context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender(NAME)
                                instanceof RecentLog recent
                ? recent.text()
                : "";
    }
}
