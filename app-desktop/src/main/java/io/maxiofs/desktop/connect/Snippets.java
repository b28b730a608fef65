package io.maxiofs.desktop.connect;

/** Writes the steps for a tool. */
public final class Snippets {
    private Snippets() {}

    /**
     * The steps that connect a tool.
     *
     * @param shell for the commands among them
     */
    public static Snippet write(Tool tool, Connection to, Shell shell) {
        return new Snippet(
                tool,
                switch (tool) {
                    case RESTIC -> CommandLineSnippets.restic(to, shell);
                    case RCLONE -> CommandLineSnippets.rclone(to, shell);
                    case KOPIA -> CommandLineSnippets.kopia(to, shell);
                    case AWS_CLI -> CommandLineSnippets.aws(to, shell);
                    case S3CMD -> CommandLineSnippets.s3cmd(to);
                    case CYBERDUCK -> ApplicationSnippets.cyberduck(to);
                    case DUPLICATI -> ApplicationSnippets.duplicati(to);
                    case VEEAM -> ApplicationSnippets.veeam(to);
                    case PROXMOX_BACKUP_SERVER -> ApplicationSnippets.proxmox(to);
                    case NEXTCLOUD -> ApplicationSnippets.nextcloud(to);
                    case BOTO3 -> CodeSnippets.boto3(to);
                    case JAVA_SDK -> CodeSnippets.java(to);
                });
    }
}
