package io.maxiofs.desktop.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)*\\.?)\"");
    private static final Pattern ASKED = Pattern.compile("(?i)texts(?:\\(\\))?\\s*\\.get\\(\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\d+)");

    @Test
    void languagesHaveTheSameKeys() {
        assertThat(german().stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(english().stringPropertyNames());
    }

    @Test
    void noTextThatTheSourcesAskForIsMissing() {
        Set<String> asked = new TreeSet<>();
        for (String source : sources()) {
            ASKED.matcher(source).results().map(m -> m.group(1)).forEach(asked::add);
        }
        asked.removeIf(key -> key.endsWith("."));

        assertThat(asked).isNotEmpty();
        assertThat(english().stringPropertyNames()).containsAll(asked);
    }

    @Test
    void noTextIsUnused() {
        Set<String> literals = sources().stream()
                .flatMap(source -> LITERAL.matcher(source).results())
                .map((MatchResult m) -> m.group(1))
                .collect(Collectors.toSet());
        List<String> prefixes = literals.stream().filter(l -> l.endsWith(".")).toList();

        assertThat(english().stringPropertyNames())
                .allMatch(key -> literals.contains(key) || prefixes.stream().anyMatch(key::startsWith));
    }

    @Test
    void translationsTakeTheSameParameters() {
        Properties german = german();
        Properties english = english();
        for (String key : english.stringPropertyNames()) {
            assertThat(parameters(german.getProperty(key, ""))).as(key).isEqualTo(parameters(english.getProperty(key)));
        }
    }

    @Test
    void everyTextIsPatternWithoutTheApostropheThatWouldSwallowParameters() {
        for (Properties language : List.of(english(), german())) {
            for (String key : language.stringPropertyNames()) {
                String pattern = language.getProperty(key);
                assertThat(pattern).as(key).isNotBlank().doesNotContain("'");
                assertThat(new MessageFormat(pattern, Locale.ROOT).getFormats())
                        .as(key)
                        .isNotNull();
            }
        }
    }

    @Test
    void noLanguageHasKeyTwice() throws IOException {
        for (String file : List.of("messages.properties", "messages_de.properties")) {
            List<String> keys = content(file)
                    .lines()
                    .filter(line -> !line.startsWith("#") && line.contains("="))
                    .map(line -> line.substring(0, line.indexOf('=')))
                    .toList();
            assertThat(keys).as(file).doesNotHaveDuplicates();
        }
    }

    @Test
    void choosesLanguageAndFallsBackToEnglishWhateverTheSystemSpeaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Texts.of(Locale.GERMANY, ZoneOffset.UTC).get("action.cancel"))
                    .isEqualTo("Abbrechen");
            assertThat(Texts.of(Locale.FRANCE, ZoneOffset.UTC).get("action.cancel"))
                    .isEqualTo("Cancel");
            assertThat(Texts.of(Locale.US, ZoneOffset.UTC).get("action.cancel")).isEqualTo("Cancel");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void formatsAsTheLanguageWrites() {
        Formats english = Texts.of(Locale.US, ZoneOffset.UTC).formats();
        Formats german = Texts.of(Locale.GERMANY, ZoneOffset.UTC).formats();
        Instant then = Instant.parse("2026-03-04T05:06:07Z");

        assertThat(english.bytes(0)).isEqualTo("0\u00a0B");
        assertThat(english.bytes(1023)).isEqualTo("1,023\u00a0B");
        assertThat(english.bytes(1536)).isEqualTo("1.5\u00a0KiB");
        assertThat(german.bytes(1536)).isEqualTo("1,5\u00a0KiB");
        assertThat(english.bytes(150L << 30)).isEqualTo("150\u00a0GiB");
        assertThat(english.number(1234567)).isEqualTo("1,234,567");
        assertThat(german.number(1234567)).isEqualTo("1.234.567");
        assertThat(english.age(then, then.plusSeconds(60))).isEqualTo("1 minute ago");
        assertThat(english.age(then, then.plusSeconds(7200))).isEqualTo("2 hours ago");
        assertThat(german.age(then, then.plusSeconds(7200))).isEqualTo("vor 2 Stunden");
        assertThat(english.age(then.plusSeconds(61), then)).isEqualTo("in 1 minute");
        assertThat(english.age(then, then)).isEqualTo("just now");
        assertThat(english.duration(Duration.ofMillis(30))).isEqualTo("30 ms");
        assertThat(english.percent(0.5)).isEqualTo("50%");
        assertThat(german.dateTime(then)).startsWith("04.03.2026");
    }

    private static Set<String> parameters(String pattern) {
        return PARAMETER.matcher(pattern).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties english() {
        return load("messages.properties");
    }

    private static Properties german() {
        return load("messages_de.properties");
    }

    private static Properties load(String file) {
        Properties properties = new Properties();
        try (InputStream in = open(file)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static String content(String file) throws IOException {
        try (InputStream in = open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(Texts.class.getResourceAsStream(file), file);
    }

    private static Set<String> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            Set<String> sources = new LinkedHashSet<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
