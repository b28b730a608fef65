package io.maxiofs.server.s3.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A request for each row of the server's own routing table, for tests that try all of them. */
public final class RoutingTable {
    private RoutingTable() {}

    /** A request that is the operation. */
    public record Sample(String method, String path, String query, Map<String, String> headers, S3Operation operation) {
        public String target() {
            return query.isEmpty() ? path : path + "?" + query;
        }

        /** Sorted, each parameter with an equals sign. */
        public String canonicalQuery() {
            return query.isEmpty()
                    ? ""
                    : Arrays.stream(query.split("&"))
                            .map(p -> p.contains("=") ? p : p + "=")
                            .sorted()
                            .collect(Collectors.joining("&"));
        }
    }

    public static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (Route row : RouteTable.rows()) {
            String path = switch (row.scope()) {
                case SERVICE -> "/";
                case BUCKET -> "/bucket";
                case OBJECT -> "/bucket/key";
            };
            List<String> query = new ArrayList<>(
                    row.parameters().stream().sorted().map(p -> p + "=1").toList());
            if (row.marker() != null) {
                query.add(row.marker());
            }
            Map<String, String> headers = row.header() == null ? Map.of() : Map.of(row.header(), "/bucket/source");
            samples.add(new Sample(row.method().name(), path, String.join("&", query), headers, row.operation()));
        }
        return samples;
    }
}
