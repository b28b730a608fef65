package io.maxiofs.desktop.screen.uploads;

import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.desktop.transfer.TransferEngine;
import io.maxiofs.desktop.transfer.TransferProgress;
import io.maxiofs.desktop.transfer.TransferTotals;
import java.util.List;

/** The transfers of a session. Calls may wait for a disk. */
public interface TransfersPort {
    List<TransferProgress> transfers();

    TransferTotals totals();

    void pause(List<Long> ids);

    void resume(List<Long> ids);

    void cancel(List<Long> ids);

    void forgetFinished();

    static TransfersPort of(ScreenContext context) {
        return new TransfersPort() {
            private TransferEngine engine() {
                return context.session().transfers();
            }

            @Override
            public List<TransferProgress> transfers() {
                return engine().transfers();
            }

            @Override
            public TransferTotals totals() {
                return engine().totals();
            }

            @Override
            public void pause(List<Long> ids) {
                ids.forEach(engine()::pause);
            }

            @Override
            public void resume(List<Long> ids) {
                ids.forEach(engine()::resume);
            }

            @Override
            public void cancel(List<Long> ids) {
                ids.forEach(engine()::cancel);
            }

            @Override
            public void forgetFinished() {
                engine().forgetFinished();
            }
        };
    }
}
