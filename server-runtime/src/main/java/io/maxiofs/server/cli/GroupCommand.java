package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.GroupDocument;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Groups of users that get the same policies. */
@Command(
        name = "group",
        description = "Create, list, change and delete groups of users.",
        mixinStandardHelpOptions = true,
        subcommands = {
            GroupCommand.Create.class,
            GroupCommand.ListAll.class,
            GroupCommand.Change.class,
            GroupCommand.Delete.class
        })
final class GroupCommand extends CommandGroup {

    /** What acts on one group. */
    abstract static class OfOneGroup extends ConnectedCommand {
        @Parameters(paramLabel = "NAME", description = "Name of the group.")
        private String name = "";

        @Option(
                names = "--tenant",
                paramLabel = "TENANT",
                description = "The tenant it is in; the global one by default.")
        private @Nullable String tenant;

        abstract void act(AdminClient client, String groupName, @Nullable String tenantName);

        @Override
        final void run(AdminClient client) {
            act(client, name, tenant);
        }
    }

    /** Creates a group. */
    @Command(name = "create", description = "Create a group.", mixinStandardHelpOptions = true)
    static final class Create extends OfOneGroup {
        @Override
        void act(AdminClient client, String groupName, @Nullable String tenantName) {
            client.createGroup(new GroupDocument.New(groupName, tenantName));
        }
    }

    /** Lists groups. */
    @Command(name = "list", description = "List groups.", mixinStandardHelpOptions = true)
    static final class ListAll extends PrintingCommand {
        @Override
        void run(AdminClient client, Output out) {
            out.table(
                    client.groups(),
                    List.of("NAME", "TENANT", "MEMBERS", "ATTACHED", "POLICIES"),
                    group -> List.of(
                            group.name(),
                            group.tenant(),
                            String.join(",", group.members()),
                            String.join(",", group.attached()),
                            String.join(",", group.policies().keySet())));
        }
    }

    /** Changes a group. */
    @Command(
            name = "change",
            description = "Change the members and policies of a group; effective at once.",
            mixinStandardHelpOptions = true)
    static final class Change extends OfOneGroup {
        @Option(names = "--add", paramLabel = "USER", description = "A user to add.")
        private @Nullable String add;

        @Option(names = "--remove", paramLabel = "USER", description = "A user to remove.")
        private @Nullable String remove;

        @Option(names = "--attach", paramLabel = "ARN", description = "A policy that comes with the server.")
        private @Nullable String attach;

        @Option(names = "--detach", paramLabel = "ARN", description = "A policy to take away.")
        private @Nullable String detach;

        @Option(names = "--policy-name", paramLabel = "NAME", description = "Name of a policy of the group's own.")
        private @Nullable String policyName;

        @Option(
                names = "--policy",
                paramLabel = "FILE",
                description = "Document of that policy; without it the policy is removed.")
        private @Nullable Path policy;

        @Override
        void act(AdminClient client, String groupName, @Nullable String tenantName) {
            client.changeGroup(
                    groupName,
                    tenantName,
                    new GroupDocument.Change(
                            add, remove, attach, detach, policyName, policy == null ? null : PolicyFile.read(policy)));
        }
    }

    /** Deletes a group. */
    @Command(name = "delete", description = "Delete a group; its members stay.", mixinStandardHelpOptions = true)
    static final class Delete extends OfOneGroup {
        @Override
        void act(AdminClient client, String groupName, @Nullable String tenantName) {
            client.deleteGroup(groupName, tenantName);
        }
    }
}
