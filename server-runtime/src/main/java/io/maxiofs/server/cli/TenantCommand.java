package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.TenantDocument;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tenants of a running server. */
@Command(
        name = "tenant",
        description = "Create, list, limit, suspend, resume and delete tenants.",
        mixinStandardHelpOptions = true,
        subcommands = {
            TenantCommand.Create.class,
            TenantCommand.ListAll.class,
            TenantCommand.Limit.class,
            TenantCommand.Suspend.class,
            TenantCommand.Resume.class,
            TenantCommand.Delete.class
        })
final class TenantCommand extends CommandGroup {

    /** Limits as options; one that is not given is none. */
    static final class Limits {
        @Option(names = "--max-bytes", paramLabel = "N", description = "Bytes its buckets may hold together.")
        private @Nullable Long bytes;

        @Option(names = "--max-buckets", paramLabel = "N", description = "Buckets it may have.")
        private @Nullable Long buckets;

        @Option(names = "--max-keys", paramLabel = "N", description = "Access keys its users may have together.")
        private @Nullable Long keys;

        TenantDocument.Limits document() {
            return new TenantDocument.Limits(bytes, buckets, keys);
        }
    }

    /** Creates a tenant. */
    @Command(name = "create", description = "Create a tenant.", mixinStandardHelpOptions = true)
    static final class Create extends PrintingCommand {
        @Mixin
        private final Limits limits = new Limits();

        @Parameters(paramLabel = "NAME", description = "Name of the tenant.")
        private String name = "";

        @Option(names = "--display-name", paramLabel = "TEXT", description = "Display name; the name by default.")
        private @Nullable String displayName;

        @Override
        void run(AdminClient client, Output out) {
            TenantDocument made = client.createTenant(new TenantDocument.New(name, displayName, limits.document()));
            out.show(made, () -> "created " + made.name() + " (" + made.id() + ")");
        }
    }

    /** Lists tenants. */
    @Command(
            name = "list",
            description = "List tenants with what they have and may have.",
            mixinStandardHelpOptions = true)
    static final class ListAll extends PrintingCommand {
        @Override
        void run(AdminClient client, Output out) {
            out.table(
                    client.tenants(),
                    List.of("NAME", "STATUS", "USERS", "KEYS", "BUCKETS", "SIZE"),
                    tenant -> List.of(
                            tenant.name(),
                            tenant.status(),
                            String.valueOf(tenant.usage().users()),
                            of(tenant.usage().keys(), tenant.limits().keys()),
                            of(tenant.usage().buckets(), tenant.limits().buckets()),
                            ByteText.of(tenant.usage().bytes()) + " of "
                                    + (tenant.limits().bytes() == null
                                            ? "any"
                                            : ByteText.of(Objects.requireNonNull(
                                                    tenant.limits().bytes())))));
        }

        private static String of(long used, @Nullable Long limit) {
            return used + " of " + (limit == null ? "any" : limit);
        }
    }

    /** What acts on one tenant. */
    abstract static class OfOneTenant extends ConnectedCommand {
        @Parameters(paramLabel = "NAME", description = "Name of the tenant.")
        private String name = "";

        abstract void act(AdminClient client, String tenantName);

        @Override
        final void run(AdminClient client) {
            act(client, name);
        }
    }

    /** Replaces limits. */
    @Command(
            name = "limit",
            description = "Replace a tenant's limits; one that is not given is lifted.",
            mixinStandardHelpOptions = true)
    static final class Limit extends OfOneTenant {
        @Mixin
        private final Limits limits = new Limits();

        @Override
        void act(AdminClient client, String tenantName) {
            client.changeTenant(tenantName, new TenantDocument.Change(null, null, limits.document()));
        }
    }

    /** Suspends a tenant. */
    @Command(
            name = "suspend",
            description = "Refuse all requests of a tenant's users from now on.",
            mixinStandardHelpOptions = true)
    static final class Suspend extends OfOneTenant {
        @Override
        void act(AdminClient client, String tenantName) {
            client.changeTenant(tenantName, new TenantDocument.Change(null, "suspended", null));
        }
    }

    /** Lets a tenant go on. */
    @Command(name = "resume", description = "Let a suspended tenant's users in again.", mixinStandardHelpOptions = true)
    static final class Resume extends OfOneTenant {
        @Override
        void act(AdminClient client, String tenantName) {
            client.changeTenant(tenantName, new TenantDocument.Change(null, "active", null));
        }
    }

    /** Deletes a tenant. */
    @Command(
            name = "delete",
            description = "Delete a tenant that has neither users nor buckets.",
            mixinStandardHelpOptions = true)
    static final class Delete extends OfOneTenant {
        @Override
        void act(AdminClient client, String tenantName) {
            client.deleteTenant(tenantName);
        }
    }
}
