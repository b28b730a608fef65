package io.maxiofs.desktop.connect;

/** The programs that can be connected in a few steps. Their names are names and are not translated. */
public enum Tool {
    RESTIC("restic", Kind.BACKUP, false),
    RCLONE("rclone", Kind.FILES, false),
    KOPIA("Kopia", Kind.BACKUP, false),
    AWS_CLI("AWS CLI", Kind.FILES, false),
    S3CMD("s3cmd", Kind.FILES, false),
    CYBERDUCK("Cyberduck", Kind.FILES, false),
    DUPLICATI("Duplicati", Kind.BACKUP, false),
    VEEAM("Veeam Backup", Kind.BACKUP, true),
    PROXMOX_BACKUP_SERVER("Proxmox Backup Server", Kind.BACKUP, true),
    NEXTCLOUD("Nextcloud", Kind.FILES, false),
    BOTO3("Python (boto3)", Kind.CODE, false),
    JAVA_SDK("Java (AWS SDK 2)", Kind.CODE, false);

    /** What a tool is for. */
    public enum Kind {
        BACKUP,
        FILES,
        CODE
    }

    private final String title;
    private final Kind kind;
    private final boolean onlyTls;

    Tool(String title, Kind kind, boolean onlyTls) {
        this.title = title;
        this.kind = kind;
        this.onlyTls = onlyTls;
    }

    public String title() {
        return title;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it refuses a server without TLS. */
    public boolean needsTls() {
        return onlyTls;
    }
}
