package io.maxiofs.server.observe.live;

import io.maxiofs.server.admin.api.ServerEvent.Kind;
import io.maxiofs.server.observe.trace.RequestTrace;
import io.maxiofs.server.observe.trace.RequestTrace.Traced;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells listeners of requests, a bounded number a second: people look at a stream of them, programs ask the trace. */
public final class TraceNews implements RequestTrace.Follower {
    static final int MAX_PER_SECOND = 50;

    private final EventHub hub;
    private final AtomicInteger told = new AtomicInteger();

    public TraceNews(EventHub hub) {
        this.hub = hub;
    }

    @Override
    public boolean isWanted() {
        return hub.isWanted(Kind.TRACE) && told.get() < MAX_PER_SECOND;
    }

    @Override
    public void traced(Traced traced) {
        if (told.getAndIncrement() < MAX_PER_SECOND) {
            hub.publish(Kind.TRACE, traced.tenant(), traced::entry);
        }
    }

    /** A second has passed. */
    public void tick() {
        told.set(0);
    }
}
