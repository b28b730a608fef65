package io.maxiofs.server;

import io.maxiofs.base.LifeCycle;
import io.maxiofs.server.admin.AdminData;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.LimitSettings;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.database.JobTables;
import io.maxiofs.server.database.LastWriteTables;
import io.maxiofs.server.database.ServerDatabase;
import io.maxiofs.server.database.ShareTables;
import io.maxiofs.server.event.OwnObjects;
import io.maxiofs.server.event.inventory.InventoryReport;
import io.maxiofs.server.history.LastWrites;
import io.maxiofs.server.identity.PasswordHasher;
import io.maxiofs.server.identity.SecretGenerator;
import io.maxiofs.server.job.Jobs;
import io.maxiofs.server.s3.call.S3Calls;
import io.maxiofs.server.share.ShareLimits;
import io.maxiofs.server.share.SharePages;
import io.maxiofs.server.share.Shares;
import io.maxiofs.server.task.Inventories;
import io.maxiofs.storage.api.ObjectStore;
import java.time.Duration;

/** The step that makes what is done with buckets and objects beside the S3 port: calls from inside, jobs, links. */
final class DataStart {
    /** A job stops between two objects. */
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);

    private final ServerOptions options;
    private final SecretGenerator generator;
    private final LifeCycle lifeCycle;

    DataStart(ServerOptions options, SecretGenerator generator, LifeCycle lifeCycle) {
        this.options = options;
        this.generator = generator;
        this.lifeCycle = lifeCycle;
    }

    /** What the admin API uses, and what serves links on the S3 port. */
    record Opened(AdminData data, SharePages pages, LastWrites lastWrites) {}

    Opened open(S3Start.Core core, ServerDatabase database, ActivityWriter activity) {
        LastWrites lastWrites =
                new LastWrites(new LastWriteTables(database), core.store().buckets(), options.clock());
        activity.add("when buckets were last written to", lastWrites::flush);
        S3Calls calls = new S3Calls(
                core.store(),
                core.access(),
                core.access(),
                core.operations(),
                options.clock(),
                () -> generator.entityId("ADMIN"),
                S3Start.turnstile(core.services())::pass,
                lastWrites::note);
        Jobs jobs = new Jobs(new JobTables(database), options.clock(), () -> generator.entityId("JOB"), jobLimits());
        lifeCycle.onStop("jobs", STOP_DEADLINE, jobs::close);
        Shares shares = new Shares(
                new ShareTables(database),
                new PasswordHasher(options.random(), PasswordHasher.Cost.DEFAULT),
                generator,
                options.clock(),
                shareLimits());
        AdminData data = new AdminData(
                core.store(),
                calls,
                core.identities(),
                new AdminData.Background(jobs, inventories(core, calls, jobs)),
                shares,
                lastWrites,
                options.configuration().get(ServerSettings.S3_REGION),
                options.clock());
        return new Opened(
                data,
                new SharePages(shares, calls, core.identities(), core.store().buckets(), options.clock()),
                lastWrites);
    }

    private Jobs.Limits jobLimits() {
        Configuration settings = options.configuration();
        return new Jobs.Limits(
                settings.get(LimitSettings.JOBS_RUNNING),
                settings.get(LimitSettings.JOBS_UNFINISHED),
                settings.get(LimitSettings.JOBS_KEPT));
    }

    private ShareLimits shareLimits() {
        Configuration settings = options.configuration();
        return new ShareLimits(
                settings.get(LimitSettings.SHARE_LINKS),
                settings.get(LimitSettings.SHARE_TRIES),
                settings.get(LimitSettings.SHARE_TRIES_OF_LINK),
                settings.get(LimitSettings.SHARE_WINDOW));
    }

    private Inventories inventories(S3Start.Core core, S3Calls calls, Jobs jobs) {
        ObjectStore store = core.store();
        InventoryReport report = new InventoryReport(store.listing(), new OwnObjects(store), options.random());
        return new Inventories(store, calls, jobs, report, options.clock());
    }
}
