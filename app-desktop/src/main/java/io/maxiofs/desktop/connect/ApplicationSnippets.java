package io.maxiofs.desktop.connect;

import java.util.ArrayList;
import java.util.List;

/** Programs with forms, and those an administrator sets up. Labels are those of the programs. */
final class ApplicationSnippets {
    private static final String YES = "yes";
    private static final String NO = "no";

    private ApplicationSnippets() {}

    /** A connection profile: Cyberduck opens it when it is clicked, and it says that buckets are in the path. */
    static List<Step> cyberduck(Connection to) {
        String profile = """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                  <dict>
                    <key>Protocol</key>
                    <string>s3</string>
                    <key>Vendor</key>
                    <string>maxiofs-%s</string>
                    <key>Description</key>
                    <string>MaxIOFS at %s</string>
                    <key>Scheme</key>
                    <string>%s</string>
                    <key>Default Hostname</key>
                    <string>%s</string>
                    <key>Default Port</key>
                    <string>%d</string>
                    <key>Region</key>
                    <string>%s</string>
                    <key>Properties</key>
                    <array>
                      <string>s3.bucket.virtualhost.disable=true</string>
                    </array>
                  </dict>
                </plist>
                """.formatted(
                        xml(to.host()),
                        xml(to.authority()),
                        to.tls() ? "https" : "http",
                        xml(to.host()),
                        to.port(),
                        xml(to.region()));
        return List.of(
                new Step.File("maxiofs.cyberduckprofile", false, profile),
                new Step.Form(
                        "Open Connection › MaxIOFS at " + to.authority(),
                        List.of(
                                new Step.Field("Server", to.host()),
                                new Step.Field("Port", Integer.toString(to.port())),
                                new Step.Field("Access Key ID", to.accessKey()),
                                new Step.Field("Secret Access Key", to.secret()),
                                new Step.Field("Path", "/" + to.bucket()))));
    }

    static List<Step> duplicati(Connection to) {
        return List.of(new Step.Form(
                "Add backup › Destination › S3 Compatible",
                List.of(
                        new Step.Field("Use SSL", to.tls() ? YES : NO),
                        new Step.Field("Server", "Custom server URL: " + to.authority()),
                        new Step.Field("Bucket name", to.bucket()),
                        new Step.Field("Bucket create region", "Custom region: " + to.region()),
                        new Step.Field("Folder path", "duplicati"),
                        new Step.Field("AWS Access ID", to.accessKey()),
                        new Step.Field("AWS Access Key", to.secret()),
                        new Step.Field("Client library to use", "Minio SDK"))));
    }

    static List<Step> veeam(Connection to) {
        return List.of(new Step.Form(
                "Backup Infrastructure › Backup Repositories › Add Repository › Object Storage › S3 Compatible",
                List.of(
                        new Step.Field("Service point", to.url()),
                        new Step.Field("Region", to.region()),
                        new Step.Field("Access key", to.accessKey()),
                        new Step.Field("Secret key", to.secret()),
                        new Step.Field("Bucket", to.bucket()))));
    }

    /** On the backup server itself; the cache folder is to be on a fast local disk. */
    static List<Step> proxmox(Connection to) {
        Shell shell = Shell.POSIX;
        String endpoint = "proxmox-backup-manager s3 endpoint create maxiofs"
                + " --endpoint " + to.host()
                + " --port " + to.port()
                + " --region " + to.region()
                + " --access-key " + shell.quote(to.accessKey())
                + " --secret-key " + shell.quote(to.secret())
                + " --path-style true\n";
        String datastore = "proxmox-backup-manager datastore create maxiofs /mnt/maxiofs-cache"
                + " --backend type=s3,client=maxiofs,bucket=" + to.bucket() + "\n";
        List<Step> steps = new ArrayList<>();
        String authority = to.authorityFile();
        if (authority != null) {
            steps.add(new Step.Commands("cp " + shell.quote(authority)
                    + " /usr/local/share/ca-certificates/maxiofs.crt && update-ca-certificates\n"));
        }
        steps.add(new Step.Commands(endpoint + datastore));
        return steps;
    }

    /** An authority of one's own is imported on the server that runs Nextcloud. */
    static List<Step> nextcloud(Connection to) {
        List<Step> steps = new ArrayList<>();
        String authority = to.authorityFile();
        if (authority != null) {
            steps.add(new Step.Commands("php occ security:certificates:import " + Shell.POSIX.quote(authority) + "\n"));
        }
        steps.add(new Step.Form(
                "Administration settings › External storage › Amazon S3",
                List.of(
                        new Step.Field("Bucket", to.bucket()),
                        new Step.Field("Hostname", to.host()),
                        new Step.Field("Port", Integer.toString(to.port())),
                        new Step.Field("Region", to.region()),
                        new Step.Field("Enable SSL", to.tls() ? YES : NO),
                        new Step.Field("Enable Path Style", YES),
                        new Step.Field("Access key", to.accessKey()),
                        new Step.Field("Secret key", to.secret()))));
        return steps;
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
