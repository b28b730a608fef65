package io.maxiofs.server.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Makes of what a parser takes what it might not. */
public final class Damage {
    private static final String[] PIECES = {
        "<",
        ">",
        "</",
        "/>",
        "&amp;",
        "&",
        "*",
        "-1",
        "99999999999999999999",
        "\u0000",
        "\uD83D\uDE00",
        "<!DOCTYPE a>",
        " ",
        "''",
        "\"",
        "<ID>",
        "</ID>",
        "<!--",
        "]]>",
        "%",
        "%2",
        "%zz",
        "\\",
        "NaN",
        "\n",
        "\r\n",
        "?",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "$",
        "=",
        ";",
        ",",
        ":",
        "/",
        "..",
        "\u00e9",
        "0",
        "1e9",
        "null",
        "--b",
        "--"
    };

    private Damage() {}

    /** The example with a few pieces taken out, put in or moved, and now and then a byte that is no text. */
    public static byte[] of(String example, Random random) {
        StringBuilder text = new StringBuilder(example);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.insert(random.nextInt(text.length() + 1), text.substring(at, to));
                default -> text.replace(at, to, PIECES[random.nextInt(PIECES.length)]);
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
