package io.maxiofs.storage.tool;

/** Counts what a move has done, tells it, and ends it when that is wanted. */
final class Pace {
    private final MoveListener listener;
    private MoveProgress.Step step = MoveProgress.Step.COUNT;
    private long files;
    private long totalFiles;
    private long bytes;
    private long totalBytes;

    Pace(MoveListener listener) {
        this.listener = listener;
    }

    void begin(MoveProgress.Step next, long filesToDo, long bytesToDo) throws MoveStoppedException {
        step = next;
        files = 0;
        bytes = 0;
        totalFiles = filesToDo;
        totalBytes = bytesToDo;
        tell();
    }

    void bytes(long more) throws MoveStoppedException {
        bytes += more;
        tell();
    }

    void file() throws MoveStoppedException {
        files++;
        tell();
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    private void tell() throws MoveStoppedException {
        listener.progress(new MoveProgress(step, files, totalFiles, bytes, totalBytes));
        // Once the original has given up its identity there is no way back.
        if (step != MoveProgress.Step.SWITCH && listener.isStopWanted()) {
            throw new MoveStoppedException();
        }
    }
}
