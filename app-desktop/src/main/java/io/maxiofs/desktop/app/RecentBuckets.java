package io.maxiofs.desktop.app;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.ServerEvent;
import io.maxiofs.server.admin.api.ServerEvent.Kind;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The buckets that were written to last, those never written to by their making. Asked for when a session is opened, when
 * buckets come or go while the window is seen, and when {@link #load()} is called. Used on the user interface thread.
 */
final class RecentBuckets {
    private static final Logger LOG = LoggerFactory.getLogger(RecentBuckets.class);
    private static final int MOST = 5;

    private final Background background;
    private final Texts texts;
    private final ObservableList<String> names = FXCollections.observableArrayList();
    private final ObservableList<String> namesView = FXCollections.unmodifiableObservableList(names);
    private Subscription following = Subscription.EMPTY;
    private @Nullable Session session;

    RecentBuckets(Background background, Texts texts) {
        this.background = background;
        this.texts = texts;
    }

    /** The last first. Observable, not to be changed. */
    ObservableList<String> names() {
        return namesView;
    }

    /** Those of this session from now on. */
    void follow(Session opened) {
        following.unsubscribe();
        session = opened;
        names.clear();
        following = opened.events().listen(EnumSet.of(Kind.CHANGE), this::happened);
        load();
    }

    private void happened(ServerEvent event) {
        boolean buckets =
                event instanceof ServerEvent.Changed(String resource, String name) && resource.equals("buckets");
        if (buckets || event instanceof ServerEvent.Missed) {
            load();
        }
    }

    /** Asks again. */
    void load() {
        Session asked = session;
        if (asked == null) {
            return;
        }
        background.run(
                texts.get("tray.recent.loading"),
                () -> lastWritten(asked.admin().buckets().list()),
                found -> {
                    if (asked.equals(session)) {
                        names.setAll(found);
                    }
                },
                failure -> LOG.debug("The buckets for the tray cannot be listed", failure));
    }

    static List<String> lastWritten(List<BucketDocument> buckets) {
        return buckets.stream()
                .sorted(Comparator.comparing(RecentBuckets::touched).reversed().thenComparing(BucketDocument::name))
                .limit(MOST)
                .map(BucketDocument::name)
                .toList();
    }

    private static Instant touched(BucketDocument bucket) {
        Instant written = bucket.lastWrite();
        return written == null ? bucket.created() : written;
    }
}
