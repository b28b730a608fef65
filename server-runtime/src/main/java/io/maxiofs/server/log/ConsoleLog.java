package io.maxiofs.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Logs to standard error, one line an event, with ISO 8601 times in UTC. */
public final class ConsoleLog {
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level [%thread] %logger{0} - %msg%n%rEx";

    /** Libraries that tell their inner life at the level a person asks for to see ours. */
    private static final String[] QUIET = {"org.xnio", "io.undertow", "org.jboss", "org.sqlite", "jdk"};

    /** Logs statements with their values at DEBUG: hashes of passwords among them. */
    private static final String NEVER_BELOW_WARN = "org.jooq";

    private ConsoleLog() {}

    /**
     * Replaces whatever logging was configured before.
     *
     * @param level name of the least severe level to log
     */
    public static void install(String level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(console);
        RecentLog recent = new RecentLog(encoder);
        recent.setContext(context);
        recent.start();
        root.addAppender(recent);
        setLevel(level);

        LogManager.getLogManager().reset();
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Changes what is logged. */
    public static void setLevel(String level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Level chosen = Level.toLevel(level, Level.INFO);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(chosen);
        Level quiet = chosen.isGreaterOrEqual(Level.WARN) || chosen == Level.TRACE ? chosen : Level.WARN;
        for (String name : QUIET) {
            context.getLogger(name).setLevel(quiet);
        }
        context.getLogger(NEVER_BELOW_WARN).setLevel(chosen.isGreaterOrEqual(Level.WARN) ? chosen : Level.WARN);
    }
}
