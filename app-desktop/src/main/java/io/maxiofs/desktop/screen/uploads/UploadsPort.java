package io.maxiofs.desktop.screen.uploads;

import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.UploadDocument;
import io.maxiofs.server.admin.api.UploadsClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the screen asks of the server. Calls block. */
public interface UploadsPort {
    /** More are not listed. */
    int MOST = 10_000;

    /** @param olderThanDays null for all */
    List<UploadDocument> list(@Nullable Integer olderThanDays);

    UploadDocument.Outcome abort(List<UploadDocument.Ref> uploads);

    /** The server of a session. */
    static UploadsPort of(ScreenContext context) {
        return new UploadsPort() {
            @Override
            public List<UploadDocument> list(@Nullable Integer olderThanDays) {
                UploadsClient client = context.session().admin().uploads();
                List<UploadDocument> all = new ArrayList<>();
                @Nullable String cursor = null;
                do {
                    Items<UploadDocument> page = client.list(null, olderThanDays, Items.MAX_LIMIT, cursor);
                    all.addAll(page.items());
                    cursor = page.next();
                } while (cursor != null && all.size() < MOST);
                return all;
            }

            @Override
            public UploadDocument.Outcome abort(List<UploadDocument.Ref> uploads) {
                return context.session().admin().uploads().abort(uploads);
            }
        };
    }
}
