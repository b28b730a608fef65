package io.maxiofs.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessFolderTest {
    @TempDir
    Path parent;

    @Test
    void removesFoldersOfProcessesThatHaveEnded() throws IOException {
        Path dead = ProcessFolder.create(parent, "native", 11, pid -> true);
        Path living = ProcessFolder.create(parent, "native", 12, pid -> true);
        Files.writeString(dead.resolve("library.so"), "x");

        Path own = ProcessFolder.create(parent, "native", 13, pid -> pid == 12);

        assertThat(dead).doesNotExist();
        assertThat(living).isDirectory();
        assertThat(own).isDirectory();
    }

    @Test
    void leavesWhatIsNotItsOwnAlone() throws IOException {
        Path strange = Files.createDirectory(parent.resolve("native-x-1"));
        Path other = Files.createDirectory(parent.resolve("other-11-1"));
        Path file = Files.createFile(parent.resolve("native-11-1"));
        Path withFolder = Files.createDirectories(parent.resolve("native-14-1").resolve("inner"));
        Files.createFile(withFolder.resolve("kept"));

        ProcessFolder.create(parent, "native", 13, pid -> false);

        assertThat(strange).isDirectory();
        assertThat(other).isDirectory();
        assertThat(file).isRegularFile();
        assertThat(withFolder.resolve("kept")).isRegularFile();
    }

    @Test
    void givesEveryCallAFolderOfItsOwn() throws IOException {
        Path first = ProcessFolder.create(parent, "native", 13, pid -> false);
        Path second = ProcessFolder.create(parent, "native", 13, pid -> false);

        assertThat(first).isNotEqualTo(second).isDirectory();
        assertThat(second).isDirectory();
    }
}
