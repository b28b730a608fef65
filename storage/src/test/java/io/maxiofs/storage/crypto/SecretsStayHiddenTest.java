package io.maxiofs.storage.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Nothing that may end up in a log, an error or a bundle shows a key. */
class SecretsStayHiddenTest {
    private static final long BODY = 5;

    @TempDir
    Path directory;

    @Test
    void keysAreInNoTextNoExceptionAndNoLog() throws IOException {
        SecureRandom random = new SecureRandom();
        Path path = directory.resolve("master.keys");
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level level = root.getLevel();
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        root.addAppender(logged);
        root.setLevel(Level.TRACE);
        List<String> texts = new ArrayList<>();
        byte[] customerBytes = new byte[32];
        random.nextBytes(customerBytes);
        DataKey dataKey = DataKey.generate(random);
        String masterSecret;
        try {
            MasterKeys keys = MasterKeys.create(new LocalDisk(), path, random, InstantSource.fixed(Instant.EPOCH));
            CustomerKey customer = new CustomerKey(customerBytes, random);
            WrappedKey wrapped = keys.wrap(dataKey, MasterKeys.DEFAULT_NAME, BODY);
            WrappedKey byCustomer = customer.wrap(dataKey, BODY);
            texts.add(keys + " " + customer + " " + dataKey + " " + wrapped + " " + byCustomer);
            texts.add(trace(catchThrowable(() -> keys.unwrap(wrapped, BODY + 1))));
            texts.add(trace(catchThrowable(() -> customer.unwrap(byCustomer, BODY + 1))));
            String kit = keys.exportRecoveryKit();
            masterSecret = kit.lines()
                    .filter(line -> line.startsWith("key "))
                    .toList()
                    .getFirst()
                    .split(" ", -1)[5];
            texts.add(
                    trace(catchThrowable(() -> keys.importRecoveryKit(kit.replace("key default 1", "key default 7")))));
            String mangled = kit.replace(masterSecret, masterSecret + "!");
            texts.add(trace(catchThrowable(() -> keys.importRecoveryKit(mangled))));
            Files.writeString(path, mangled);
            Files.writeString(directory.resolve("master.keys.copy"), mangled);
            texts.add(trace(catchThrowable(
                    () -> MasterKeys.open(new LocalDisk(), path, random, InstantSource.fixed(Instant.EPOCH)))));
        } finally {
            root.setLevel(level);
            root.detachAppender(logged);
        }
        logged.list.forEach(event -> texts.add(event.getFormattedMessage()));

        String all = String.join("\n", texts);
        for (byte[] secret : List.of(
                customerBytes, dataKey.copyOfBytes(), Base64.getDecoder().decode(masterSecret))) {
            assertThat(all)
                    .doesNotContain(Base64.getEncoder().encodeToString(secret))
                    .doesNotContainIgnoringCase(HexFormat.of().formatHex(secret))
                    .doesNotContain(Arrays.toString(secret))
                    .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void aDestroyedKeyIsOverwrittenAndRefusesToBeUsed() {
        DataKey key = DataKey.generate(new SecureRandom());
        key.close();

        assertThat(key.isDestroyed()).isTrue();
        assertThat(catchThrowable(() -> new FrameCipher(key, 1))).isInstanceOf(IllegalStateException.class);
        assertThat(catchThrowable(key::copyOfBytes)).isInstanceOf(IllegalStateException.class);
    }

    private static String trace(Throwable thrown) {
        assertThat(thrown).isNotNull();
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
