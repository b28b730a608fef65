package io.maxiofs.server.s3.operation.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.request.PercentEncoding;
import io.maxiofs.server.s3.xml.XmlElement;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All pages together are the whole listing, for random keys and every delimiter, prefix and page size. */
class PagingTest {
    private static final String[] PIECES = {"a", "b", "/", "//", " ", "é", "😀", "\uffff", "-", "+", "%", "A", "\u0001"
    };
    private static final String[] DELIMITERS = {"", "/", "a", "//", "b/", "😀", "zz"};
    private static final String[] PREFIXES = {"", "a", "a/", "/", "b", "é", "none"};
    private static final int[] LIMITS = {1, 2, 3, 7, 1000};

    private final S3Caller alice = S3Caller.start();

    private NavigableSet<String> fill(long seed, boolean versioned) {
        Random random = new Random(seed);
        NavigableSet<String> keys = new TreeSet<>((x, y) -> Arrays.compareUnsigned(utf8(x), utf8(y)));
        alice.put("/bucket", "");
        if (versioned) {
            alice.versioning("bucket", "Enabled");
        }
        while (keys.size() < 40) {
            StringBuilder key = new StringBuilder();
            for (int i = random.nextInt(5); i >= 0; i--) {
                key.append(PIECES[random.nextInt(PIECES.length)]);
            }
            keys.add(key.toString());
        }
        for (String key : keys) {
            for (int i = versioned ? random.nextInt(4) : 0; i >= 0; i--) {
                Reply reply = versioned && random.nextInt(4) == 0
                        ? alice.delete("/bucket/" + encode(key))
                        : alice.put("/bucket/" + encode(key), "x");
                assertThat(reply.status()).isBetween(200, 204);
            }
        }
        return keys;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What S3's description of a listing comes to, for one key after the other. */
    private static List<String> expected(Set<String> keys, String prefix, String delimiter) {
        Set<String> rows = new LinkedHashSet<>();
        for (String key : keys) {
            if (key.startsWith(prefix)) {
                int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
                rows.add(at < 0 ? key : "prefix " + key.substring(0, at + delimiter.length()));
            }
        }
        return List.copyOf(rows);
    }

    private static String query(String prefix, String delimiter, int limit) {
        return "&encoding-type=url&prefix=" + encode(prefix) + "&delimiter=" + encode(delimiter) + "&max-keys=" + limit;
    }

    /** Rows in the order they are counted: by name, a common prefix among the keys. */
    private static List<String> rows(Reply reply) {
        List<String> names = new ArrayList<>();
        Rows.keys(reply).forEach(key -> names.add(decode(key)));
        Rows.prefixes(reply).forEach(prefix -> names.add("prefix " + decode(prefix)));
        names.sort((x, y) -> Arrays.compareUnsigned(utf8(bare(x)), utf8(bare(y))));
        return names;
    }

    private static String bare(String row) {
        return row.startsWith("prefix ") ? row.substring("prefix ".length()) : row;
    }

    private static String decode(String text) {
        return PercentEncoding.decode(text, true);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void v2(long seed) {
        NavigableSet<String> keys = fill(seed, false);
        for (String delimiter : DELIMITERS) {
            for (String prefix : PREFIXES) {
                for (int limit : LIMITS) {
                    List<String> all = new ArrayList<>();
                    String more = "";
                    Reply page;
                    do {
                        page = alice.get("/bucket?list-type=2" + query(prefix, delimiter, limit) + more);
                        List<String> rows = rows(page);
                        assertThat(rows).hasSizeLessThanOrEqualTo(limit);
                        assertThat(Rows.top(page, "KeyCount")).isEqualTo(Integer.toString(rows.size()));
                        all.addAll(rows);
                        more = "&continuation-token=" + Rows.top(page, "NextContinuationToken");
                    } while (Rows.isTruncated(page));
                    assertThat(all)
                            .as("seed %d delimiter %s prefix %s limit %d", seed, delimiter, prefix, limit)
                            .isEqualTo(expected(keys, prefix, delimiter));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void v1(long seed) {
        NavigableSet<String> keys = fill(seed, false);
        for (String delimiter : DELIMITERS) {
            for (String prefix : PREFIXES) {
                for (int limit : LIMITS) {
                    List<String> all = new ArrayList<>();
                    String more = "";
                    Reply page;
                    do {
                        page = alice.get(
                                "/bucket?" + query(prefix, delimiter, limit).substring(1) + more);
                        all.addAll(rows(page));
                        if (Rows.isTruncated(page)) {
                            String next = Rows.top(page, "NextMarker");
                            assertThat(next == null).isEqualTo(delimiter.isEmpty());
                            more = "&marker=" + encode(bare(all.getLast()));
                        }
                    } while (Rows.isTruncated(page));
                    assertThat(all)
                            .as("seed %d delimiter %s prefix %s limit %d", seed, delimiter, prefix, limit)
                            .isEqualTo(expected(keys, prefix, delimiter));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void startAfterIsASuffixOfTheWhole(long seed) {
        NavigableSet<String> keys = fill(seed, false);
        for (String after : keys) {
            Reply page = alice.get("/bucket?list-type=2&encoding-type=url&start-after=" + encode(after));
            assertThat(rows(page))
                    .as("seed %d after %s", seed, after)
                    .isEqualTo(List.copyOf(keys.tailSet(after, false)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 9})
    void versions(long seed) {
        fill(seed, true);
        for (String delimiter : DELIMITERS) {
            List<String> whole = versionPages(delimiter, 1000);
            assertThat(whole).doesNotHaveDuplicates();
            for (int limit : LIMITS) {
                assertThat(versionPages(delimiter, limit))
                        .as("seed %d delimiter %s limit %d", seed, delimiter, limit)
                        .isEqualTo(whole);
            }
        }
    }

    private List<String> versionPages(String delimiter, int limit) {
        List<String> all = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String more = "";
        Reply page;
        do {
            page = alice.get("/bucket?versions" + query("", delimiter, limit) + more);
            for (XmlElement row : page.xml().children()) {
                if (row.has("VersionId")) {
                    all.add(row.name() + row.rawValue("Key") + row.rawValue("VersionId") + row.rawValue("IsLatest"));
                }
            }
            prefixes.addAll(Rows.prefixes(page));
            String version = Rows.top(page, "NextVersionIdMarker");
            more = "&key-marker=" + encode(decode(String.valueOf(Rows.top(page, "NextKeyMarker"))))
                    + (version == null ? "" : "&version-id-marker=" + version);
        } while (Rows.isTruncated(page));
        all.addAll(prefixes);
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {10})
    void uploads(long seed) {
        Random random = new Random(seed);
        alice.put("/bucket", "");
        for (int i = 0; i < 60; i++) {
            String key = PIECES[random.nextInt(PIECES.length)] + PIECES[random.nextInt(4)];
            assertThat(alice.post("/bucket/" + encode(key) + "?uploads", "").status())
                    .isEqualTo(200);
        }
        for (String delimiter : DELIMITERS) {
            List<String> whole = uploadPages(delimiter, 1000);
            assertThat(whole).isNotEmpty().doesNotHaveDuplicates();
            for (int limit : LIMITS) {
                assertThat(uploadPages(delimiter, limit))
                        .as("seed %d delimiter %s limit %d", seed, delimiter, limit)
                        .isEqualTo(whole);
            }
        }
    }

    private List<String> uploadPages(String delimiter, int limit) {
        List<String> all = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String more = "";
        Reply page;
        do {
            page = alice.get("/bucket?uploads&encoding-type=url&delimiter=" + encode(delimiter) + "&max-uploads="
                    + limit + more);
            all.addAll(Rows.of(page, "Upload", "UploadId"));
            prefixes.addAll(Rows.prefixes(page));
            String upload = Rows.top(page, "NextUploadIdMarker");
            more = "&key-marker=" + encode(decode(String.valueOf(Rows.top(page, "NextKeyMarker"))))
                    + "&upload-id-marker=" + upload;
        } while (Rows.isTruncated(page));
        all.addAll(prefixes);
        return all;
    }
}
