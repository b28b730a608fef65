package io.maxiofs.desktop.transfer;

import io.maxiofs.desktop.transfer.ObjectScan.Chosen;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Objects in a temporary folder of their own, proven like every download, for programs that take files. Closing removes
 * them. Safe on any thread.
 */
public final class FetchedFiles implements LocalCopies {
    private static final String BEGINNING = "maxiofs-drag-";

    private final Path folder;
    private final List<Path> files;

    /**
     * What is wanted.
     *
     * @param prefixes each ending with a slash; all below it, in a folder
     * @param mostBytes of all of it; more is not fetched
     */
    public record Wanted(String bucket, List<Chosen> objects, List<String> prefixes, long mostBytes) {}

    private FetchedFiles(Path folder, List<Path> files) {
        this.folder = folder;
        this.files = List.copyOf(files);
    }

    /**
     * Fetches objects. Blocks until all are there; interrupted or failed it leaves nothing.
     *
     * @param below where the folder is made, such as the system's folder for temporary files
     * @param progress is told how much of it is there, from 0 to 1, on any thread
     * @throws TransferException if one cannot be fetched, or it is more than it was said to be
     * @throws IOException if the folder cannot be made
     */
    public static FetchedFiles fetch(
            Path below, S3Access access, Wanted wanted, TransferSettings settings, DoubleConsumer progress)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(below, BEGINNING);
        Path content = Files.createDirectory(folder.resolve("files"));
        Semaphore news = new Semaphore(0);
        try {
            try (TransferEngine engine =
                    TransferEngine.open(folder.resolve("journal"), access, settings, InstantSource.system())) {
                engine.onChange(news::release);
                new ObjectScan(engine, access, wanted.bucket(), content, false)
                        .add(wanted.objects(), wanted.prefixes());
                awaitAll(engine, wanted.mostBytes(), news, progress);
            }
            return new FetchedFiles(folder, topLevel(content));
        } catch (IOException | InterruptedException | RuntimeException e) {
            removeAll(folder);
            throw e;
        }
    }

    private static void awaitAll(TransferEngine engine, long mostBytes, Semaphore news, DoubleConsumer progress)
            throws TransferException, InterruptedException {
        while (true) {
            TransferTotals totals = engine.totals();
            TransferFailure failure = firstFailure(engine);
            if (failure != null) {
                throw TransferException.lasting(failure.kind(), failure.detail());
            }
            if (totals.bytes() > mostBytes) {
                throw TransferException.lasting(TransferFailure.Kind.REFUSED, "It has become too much meanwhile");
            }
            if (totals.doneFiles() == totals.files()) {
                return;
            }
            progress.accept(totals.bytes() == 0 ? 0 : (double) totals.doneBytes() / totals.bytes());
            news.acquire();
            news.drainPermits();
        }
    }

    private static @Nullable TransferFailure firstFailure(TransferEngine engine) {
        return engine.transfers().stream()
                .filter(transfer -> transfer.state() == TransferState.FAILED)
                .map(TransferProgress::failure)
                .findFirst()
                .orElse(null);
    }

    private static List<Path> topLevel(Path content) throws IOException {
        try (Stream<Path> files = Files.list(content)) {
            return files.sorted().toList();
        }
    }

    @Override
    public List<Path> files() {
        return files;
    }

    @Override
    public void close() throws IOException {
        removeAll(folder);
    }

    /**
     * Removes what earlier runs left, as after a crash.
     *
     * @param before folders that were changed later are left: another window may use them
     */
    public static void removeForgotten(Path below, Instant before) throws IOException {
        List<Path> forgotten = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(below, BEGINNING + "*")) {
            for (Path folder : folders) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(before)) {
                    forgotten.add(folder);
                }
            }
        }
        for (Path folder : forgotten) {
            removeAll(folder);
        }
    }

    private static void removeAll(Path folder) throws IOException {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                        throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // Somebody else, such as the system, has tidied up.
            return;
        }
    }
}
