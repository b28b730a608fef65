package io.maxiofs.server.s3.wire.every;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One line of {@code operations.txt}.
 *
 * @param outcome status and the error's code, if it has one
 * @param ownersOnly whether others have to be refused what is expected to work
 * @param contained text of the answer; empty if any will do
 * @param kept names of values to keep, and the element or {@code @header} each is in
 * @param sender {@code owner}, {@code stranger} or {@code nobody}
 * @param headers names and values by turns
 */
record Step(
        String outcome,
        boolean ownersOnly,
        String contained,
        Map<String, String> kept,
        String sender,
        String request,
        List<String> headers,
        String body) {

    static Step parse(String line) {
        List<String> fields = new ArrayList<>(Arrays.asList(line.split(" \\|(?= )", 4)));
        while (fields.size() < 4) {
            fields.add("");
        }
        String expected = fields.getFirst();
        boolean others = expected.startsWith("=");
        String rest = others ? expected.substring(1) : expected;
        int contains = rest.indexOf(" ~");
        int keeps = rest.indexOf(" >");
        int end = contains >= 0 ? contains : keeps >= 0 ? keeps : rest.length();
        String outcome = rest.substring(0, end);
        String request = fields.get(1).strip();
        int as = request.indexOf(" as ");
        return new Step(
                outcome,
                !others && outcome.startsWith("2"),
                contains < 0 ? "" : rest.substring(contains + 2).strip(),
                keeps < 0 ? Map.of() : kept(rest.substring(keeps + 2)),
                as < 0 ? "owner" : request.substring(as + 4),
                as < 0 ? request : request.substring(0, as),
                headers(fields.get(2)),
                fields.get(3).strip());
    }

    private static Map<String, String> kept(String text) {
        int equals = text.indexOf('=');
        return Map.of(text.substring(0, equals), text.substring(equals + 1).strip());
    }

    private static List<String> headers(String text) {
        List<String> headers = new ArrayList<>();
        for (String header : text.strip().split("; ", -1)) {
            int colon = header.indexOf(": ");
            if (colon > 0) {
                headers.add(header.substring(0, colon).strip());
                headers.add(header.substring(colon + 2).strip());
            }
        }
        return headers;
    }
}
