package io.maxiofs.server.observe.live;

import io.maxiofs.server.admin.api.ServerEvent.Changed;
import io.maxiofs.server.admin.api.ServerEvent.Kind;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what has changed until {@link #tell}, so that a thousand uploads to a bucket are one event a second. Safe on any
 * thread.
 */
public final class ChangeNews {
    private static final int MAX_GATHERED = 1_000;

    private final EventHub hub;
    private final Set<News> gathered = ConcurrentHashMap.newKeySet();

    private record News(
            String resource, String name, @Nullable String tenant) {}

    public ChangeNews(EventHub hub) {
        this.hub = hub;
    }

    /**
     * Something is not as it was.
     *
     * @param resource as in paths of the admin API
     * @param name empty if the whole list may differ
     * @param tenant whose it is; empty for the global one's, null for everybody's
     */
    public void changed(String resource, String name, @Nullable String tenant) {
        if (!hub.isWanted(Kind.CHANGE)) {
            return;
        }
        gathered.add(gathered.size() < MAX_GATHERED ? new News(resource, name, tenant) : new News(resource, "", null));
    }

    /** Tells what was gathered. */
    public void tell() {
        for (News news : List.copyOf(gathered)) {
            gathered.remove(news);
            hub.publish(Kind.CHANGE, news.tenant(), () -> new Changed(news.resource(), news.name()));
        }
    }
}
