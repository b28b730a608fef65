package io.maxiofs.server.cli.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The beginning of an answer that is a document. Used by one thread. */
final class CapturedText implements BodySink {
    private static final int MAX_BYTES = 4 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void accept(byte[] piece, int start, int length) {
        bytes.write(piece, start, Math.min(length, MAX_BYTES - bytes.size()));
    }

    /** What stands in the elements of this name, in their order, as written. */
    List<String> elements(String name) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        String begin = "<" + name + ">";
        String end = "</" + name + ">";
        List<String> found = new ArrayList<>();
        int at = text.indexOf(begin);
        while (at >= 0) {
            int close = text.indexOf(end, at);
            if (close < 0) {
                break;
            }
            found.add(text.substring(at + begin.length(), close));
            at = text.indexOf(begin, close);
        }
        return found;
    }

    /** Of an error document. */
    Optional<String> errorCode() {
        return elements("Code").stream().findFirst();
    }
}
