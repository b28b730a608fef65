package io.maxiofs.server.cli;

import io.maxiofs.storage.tool.MoveListener;
import io.maxiofs.storage.tool.MoveProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Tells how far a move is: often and exactly to a program, now and then to a person. */
final class MoveOutput {
    private static final Duration FOR_PROGRAMS = Duration.ofMillis(250);
    private static final Duration FOR_PEOPLE = Duration.ofSeconds(5);

    private final Consumer<String> lines;
    private final boolean forPrograms;
    private final boolean forPeople;
    private final InstantSource clock;
    private Instant next = Instant.MIN;
    private MoveProgress.Step told = MoveProgress.Step.COUNT;

    MoveOutput(Consumer<String> lines, boolean forPrograms, boolean forPeople, InstantSource clock) {
        this.lines = lines;
        this.forPrograms = forPrograms;
        this.forPeople = forPeople;
        this.clock = clock;
    }

    MoveListener listener(BooleanSupplier stopWanted) {
        return new MoveListener() {
            @Override
            public void progress(MoveProgress progress) {
                show(progress);
            }

            @Override
            public boolean isStopWanted() {
                return stopWanted.getAsBoolean();
            }
        };
    }

    private void show(MoveProgress progress) {
        Instant now = clock.instant();
        boolean isNew = progress.step() != told;
        if (!isNew && now.isBefore(next)) {
            return;
        }
        told = progress.step();
        next = now.plus(forPrograms ? FOR_PROGRAMS : FOR_PEOPLE);
        if (forPrograms) {
            lines.accept("MOVE " + progress.step().name().toLowerCase(Locale.ROOT) + " " + progress.bytes() + " "
                    + progress.totalBytes() + " " + progress.files() + " " + progress.totalFiles());
        } else if (forPeople && progress.step() == MoveProgress.Step.COPY) {
            lines.accept("copied " + ByteText.of(progress.bytes()) + " of " + ByteText.of(progress.totalBytes()) + ", "
                    + progress.files() + " of " + progress.totalFiles() + " files");
        }
    }

    void moved(UUID store) {
        if (forPrograms) {
            lines.accept("MOVED " + store);
        }
    }

    void failed(String reason, Exception why) {
        if (forPrograms) {
            lines.accept(
                    "FAILED " + reason + " " + String.valueOf(why.getMessage()).replaceAll("\\s+", " "));
        }
    }
}
