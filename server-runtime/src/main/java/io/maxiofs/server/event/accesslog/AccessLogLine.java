package io.maxiofs.server.event.accesslog;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a line. What clients sent cannot end a field or a line: quotes, white space and control characters in it are
 * percent-encoded.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Log format</a>
 */
final class AccessLogLine {
    private static final String HEX = "0123456789ABCDEF";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final StringBuilder line = new StringBuilder(400);

    private AccessLogLine() {}

    /** @param owner canonical id of the bucket's owner */
    static String of(AccessLogEntry entry, String owner) {
        AccessLogEntry.Caller caller = entry.caller();
        AccessLogEntry.Asked asked = entry.asked();
        AccessLogEntry.Answer answer = entry.answer();
        AccessLogLine line = new AccessLogLine()
                .word(owner)
                .word(entry.bucket())
                .raw("[" + TIME.format(entry.time()) + "]")
                .word(caller.address())
                .word(caller.requester())
                .word(answer.requestId())
                .word(asked.operation())
                .word(asked.key())
                .quoted(asked.requestLine())
                .number(answer.status(), 0)
                .word(answer.errorCode())
                .number(answer.bytesSent(), 0)
                .number(answer.objectBytes(), -1)
                .number(answer.totalMillis(), -1)
                // How much of it was the server's own time is not measured.
                .raw("-")
                .quoted(asked.referer())
                .quoted(asked.userAgent())
                .word(asked.versionId())
                .word(answer.hostId())
                .word(caller.signature())
                .word(caller.cipher())
                .word(caller.authentication())
                .word(asked.hostHeader())
                .word(caller.tlsVersion())
                // Access points do not exist here, and whether an ACL decided is not known.
                .raw("-")
                .raw("-");
        return line.line.append('\n').toString();
    }

    private AccessLogLine raw(String field) {
        if (!line.isEmpty()) {
            line.append(' ');
        }
        line.append(field);
        return this;
    }

    private AccessLogLine number(long value, long unknown) {
        return raw(value == unknown ? "-" : Long.toString(value));
    }

    private AccessLogLine word(@Nullable String text) {
        return raw(text == null || text.isEmpty() ? "-" : encode(text, ' '));
    }

    private AccessLogLine quoted(@Nullable String text) {
        return raw(text == null || text.isEmpty() ? "\"-\"" : "\"" + encode(text, '"') + "\"");
    }

    /** @param end what would end the field */
    private static String encode(String text, char end) {
        StringBuilder encoded = null;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            boolean plain = b >= 0x20 && b < 0x7F && b != end && b != '"';
            if (!plain && encoded == null) {
                encoded = new StringBuilder(bytes.length + 16);
                encoded.append(new String(bytes, 0, i, StandardCharsets.US_ASCII));
            }
            if (encoded != null) {
                if (plain) {
                    encoded.append((char) b);
                } else {
                    encoded.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
                }
            }
        }
        return encoded == null ? text : encoded.toString();
    }
}
