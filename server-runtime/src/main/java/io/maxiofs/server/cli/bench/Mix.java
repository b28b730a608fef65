package io.maxiofs.server.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Operations with weights, such as {@code get=70,put=30}. Immutable. */
record Mix(List<Share> shares) {
    /** @param weight relative to the others */
    record Share(Operation operation, int weight) {}

    private static final int MAX_WEIGHT = 1_000;

    Mix {
        shares = List.copyOf(shares);
    }

    /** @throws IllegalArgumentException with a message for people */
    static Mix parse(String text) {
        List<Share> shares = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            Operation operation = Operation.of(equals < 0 ? "" : part.substring(0, equals))
                    .filter(Operation::mixable)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'" + part + "' is not put, get, head or miss with '=' and a weight"));
            shares.add(new Share(operation, Quantities.number(part.substring(equals + 1), 1, MAX_WEIGHT)));
        }
        return new Mix(shares);
    }

    Operation pick(SplittableRandom random) {
        int total = shares.stream().mapToInt(Share::weight).sum();
        int at = random.nextInt(total);
        for (Share share : shares) {
            at -= share.weight();
            if (at < 0) {
                return share.operation();
            }
        }
        throw new IllegalStateException("Weights do not add up");
    }
}
