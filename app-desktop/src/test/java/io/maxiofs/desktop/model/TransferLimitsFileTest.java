package io.maxiofs.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.desktop.transfer.TransferLimits;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TransferLimitsFileTest {

    @Test
    void whatWasChosenIsThereAfterARestart() throws IOException {
        try (TemporaryDirectory folder = new TemporaryDirectory()) {
            Path settings = folder.path().resolve("not there yet");
            assertThat(new TransferLimitsFile(settings).load()).isEqualTo(TransferLimits.DEFAULT);
            new TransferLimitsFile(settings).save(new TransferLimits(12, 40));
            assertThat(new TransferLimitsFile(settings).load()).isEqualTo(new TransferLimits(12, 40));
            assertThat(settings).isDirectoryContaining(file -> file.endsWith("transfer-limits.json"));
        }
    }

    @Test
    void whatIsOutOfBoundsOrNoDocumentIsNotTaken() throws IOException {
        try (TemporaryDirectory folder = new TemporaryDirectory()) {
            Path file = folder.path().resolve("transfer-limits.json");
            for (String content :
                    new String[] {"{\"files\":0,\"requests\":8}", "{\"files\":4,\"requests\":65}", "{\"fi"}) {
                Files.writeString(file, content);
                assertThatThrownBy(() -> new TransferLimitsFile(folder.path()).load())
                        .as(content)
                        .isInstanceOf(IOException.class);
                assertThat(file).hasContent(content);
            }
        }
    }
}
