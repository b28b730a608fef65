package io.maxiofs.server.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.maxiofs.server.build.SourceShape.Finding;
import io.maxiofs.server.build.SourceShape.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.junit.jupiter.api.Test;

/** Keeps the main sources of every module small enough to read. An exemption has to say why it exists. */
class SourceShapeTest {

    /**
     * What may be out of bounds.
     *
     * @param rule the one rule it may break
     * @param where as in {@link Finding#where()}
     * @param reason why splitting it up would make it harder to understand
     */
    private record Exemption(Rule rule, String where, String reason) {

        boolean covers(Finding finding) {
            return finding.rule() == rule && finding.where().equals(where);
        }
    }

    private static final List<Exemption> EXEMPTIONS = List.of();

    @Test
    void mainSourcesStayWithinBounds() throws IOException {
        List<Finding> findings = SourceShape.measure(mainSources());

        assertThat(findings)
                .filteredOn(finding -> EXEMPTIONS.stream().noneMatch(e -> e.covers(finding)))
                .isEmpty();
    }

    @Test
    void everyExemptionIsStillNeededAndSaysWhy() throws IOException {
        List<Finding> findings = SourceShape.measure(mainSources());

        assertThat(EXEMPTIONS).allSatisfy(exemption -> {
            assertThat(exemption.reason()).isNotBlank();
            assertThat(findings).anyMatch(exemption::covers);
        });
    }

    @Test
    void reportsLongFilesAndMethods() throws IOException {
        String statements = "        x++;\n".repeat(SourceShape.MAX_METHOD_LINES);
        String method = "    int grow(int x) {\n" + statements + "        return x;\n    }\n";
        String file = "package p;\nclass Long {\n" + method + "}\n" + "\n".repeat(SourceShape.MAX_FILE_LINES);

        assertThat(SourceShape.measure(List.of(source("p/Long.java", file), describedPackage())))
                .extracting(Finding::rule, Finding::where)
                .containsExactlyInAnyOrder(tuple(Rule.FILE_LENGTH, "p.Long"), tuple(Rule.METHOD_LENGTH, "p.Long#grow"));
    }

    @Test
    void reportsTooManyParametersOfConstructorsAndRecords() throws IOException {
        String nine = IntStream.rangeClosed(1, 9).mapToObj(i -> "int p" + i).collect(Collectors.joining(", "));
        String file = "package p;\nclass Wide {\n    Wide(" + nine + ") {}\n"
                + "    record Row(" + nine + ") { Row {} static int count; }\n"
                + "    record Narrow(int a) { static int b, c, d, e, f, g, h, i; }\n}\n";

        assertThat(SourceShape.measure(List.of(source("p/Wide.java", file), describedPackage())))
                .extracting(Finding::where)
                .containsExactlyInAnyOrder("p.Wide#<init>", "p.Wide.Row");
    }

    @Test
    void reportsPackagesThatDoNotSayWhatTheyAreFor() throws IOException {
        List<Finding> findings = SourceShape.measure(List.of(
                source("silent/A.java", "package silent;\nclass A {}\n"),
                source("unmarked/package-info.java", "package unmarked;\n")));

        assertThat(findings)
                .extracting(Finding::rule)
                .containsExactlyInAnyOrder(Rule.PACKAGE_DESCRIPTION, Rule.NULL_MARKED);
    }

    private static JavaFileObject describedPackage() {
        return source("p/package-info.java", "@NullMarked package p;\nimport org.jspecify.annotations.NullMarked;\n");
    }

    /** The main sources of all modules that are checked out, whichever module's tests run. */
    private static List<JavaFileObject> mainSources() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        assertThat(root).as("tests run in their module's folder").isNotNull();
        List<Path> folders;
        try (Stream<Path> modules = Files.list(root)) {
            folders = modules.map(m -> m.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
        assertThat(folders).as("modules beside each other").hasSizeGreaterThanOrEqualTo(4);
        return folders.stream().flatMap(SourceShapeTest::javaFiles).toList();
    }

    private static Stream<JavaFileObject> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).map(SourceShapeTest::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaFileObject read(Path file) {
        try {
            return source(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaFileObject source(String name, String text) {
        String path = Arrays.stream(name.split("[/\\\\]")).collect(Collectors.joining("/", "/", ""));
        return new SimpleJavaFileObject(URI.create("memory://" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
