package io.maxiofs.server.s3.select;

import io.maxiofs.server.s3.xml.XmlWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Messages of the answer: lengths, headers, payload, and a checksum behind each part.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTSelectObjectAppendix.html">Response appendix</a>
 */
final class EventStream {
    private static final byte TEXT = 7;
    private static final byte[] NOTHING = {};

    private EventStream() {}

    static ByteBuffer records(byte[] content, int length) {
        return message(
                content,
                length,
                ":message-type",
                "event",
                ":event-type",
                "Records",
                ":content-type",
                "application/octet-stream");
    }

    static ByteBuffer proceed() {
        return message(NOTHING, 0, ":message-type", "event", ":event-type", "Cont");
    }

    /** @param kind {@code Progress} or {@code Stats} */
    static ByteBuffer counts(String kind, long scanned, long processed, long returned) {
        byte[] document = XmlWriter.document(kind, "")
                .element("BytesScanned", scanned)
                .element("BytesProcessed", processed)
                .element("BytesReturned", returned)
                .toBytes();
        return message(
                document, document.length, ":message-type", "event", ":event-type", kind, ":content-type", "text/xml");
    }

    static ByteBuffer end() {
        return message(NOTHING, 0, ":message-type", "event", ":event-type", "End");
    }

    static ByteBuffer error(String code, String message) {
        String bounded = message.length() > 1000 ? message.substring(0, 1000) : message;
        return message(NOTHING, 0, ":message-type", "error", ":error-code", code, ":error-message", bounded);
    }

    private static ByteBuffer message(byte[] payload, int length, String... headers) {
        ByteBuffer head = ByteBuffer.allocate(8 << 10);
        for (int i = 0; i < headers.length; i += 2) {
            byte[] name = headers[i].getBytes(StandardCharsets.UTF_8);
            byte[] value = headers[i + 1].getBytes(StandardCharsets.UTF_8);
            head.put((byte) name.length)
                    .put(name)
                    .put(TEXT)
                    .putShort((short) value.length)
                    .put(value);
        }
        head.flip();
        int total = 12 + head.remaining() + length + 4;
        ByteBuffer message = ByteBuffer.allocate(total);
        message.putInt(total).putInt(head.remaining());
        message.putInt(crc(message, 8));
        message.put(head).put(payload, 0, length);
        message.putInt(crc(message, total - 4));
        return message.flip();
    }

    private static int crc(ByteBuffer message, int length) {
        CRC32 crc = new CRC32();
        crc.update(message.duplicate().position(0).limit(length));
        return (int) crc.getValue();
    }
}
