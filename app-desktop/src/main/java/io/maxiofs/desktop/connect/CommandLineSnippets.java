package io.maxiofs.desktop.connect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tools that are used in a terminal. None of the steps needs a right to make buckets. */
final class CommandLineSnippets {
    private static final String PROFILE = "maxiofs";
    private static final String RCLONE_FILE = "~/.config/rclone/rclone.conf";
    private static final String S3CMD_FILE = "~/.s3cfg-maxiofs";

    private CommandLineSnippets() {}

    /** The repository is the whole bucket; restic asks for the password it encrypts with. */
    static List<Step> restic(Connection to, Shell shell) {
        String trust = option("--cacert ", to.authorityFile(), shell);
        return List.of(new Step.Commands(lines(
                shell.set("AWS_ACCESS_KEY_ID", to.accessKey()),
                shell.set("AWS_SECRET_ACCESS_KEY", to.secret()),
                shell.set("AWS_DEFAULT_REGION", to.region()),
                shell.set("RESTIC_REPOSITORY", "s3:" + to.url() + "/" + to.bucket()),
                "restic" + trust + " init",
                "restic" + trust + " backup ~/Documents",
                "restic" + trust + " snapshots")));
    }

    static List<Step> rclone(Connection to, Shell shell) {
        Step file = new Step.File(
                RCLONE_FILE,
                true,
                lines(
                        "[" + PROFILE + "]",
                        "type = s3",
                        "provider = Other",
                        "endpoint = " + to.url(),
                        "region = " + to.region(),
                        "access_key_id = " + to.accessKey(),
                        "secret_access_key = " + to.secret(),
                        "force_path_style = true",
                        "no_check_bucket = true"));
        String target = PROFILE + ":" + to.bucket();
        String trust = option("--ca-cert ", to.authorityFile(), shell);
        return List.of(
                file,
                new Step.Commands(lines(
                        "rclone copy" + trust + " ~/Documents " + target + "/Documents",
                        "rclone ls" + trust + " " + target)));
    }

    static List<Step> kopia(Connection to, Shell shell) {
        String create = "kopia repository create s3"
                + " --endpoint=" + to.authority()
                + " --region=" + to.region()
                + " --bucket=" + to.bucket()
                + " --access-key=" + shell.quote(to.accessKey())
                + " --secret-access-key=" + shell.quote(to.secret())
                + (to.tls() ? option("--root-ca-pem-path=", to.authorityFile(), shell) : " --disable-tls");
        return List.of(new Step.Commands(lines(create, "kopia snapshot create ~/Documents", "kopia snapshot list")));
    }

    static List<Step> aws(Connection to, Shell shell) {
        List<String> commands = new ArrayList<>(List.of(
                configure("aws_access_key_id", shell.quote(to.accessKey())),
                configure("aws_secret_access_key", shell.quote(to.secret())),
                configure("region", to.region()),
                configure("endpoint_url", to.url()),
                configure("s3.addressing_style", "path")));
        String authority = to.authorityFile();
        if (authority != null) {
            commands.add(configure("ca_bundle", shell.quote(authority)));
        }
        String s3 = "aws --profile " + PROFILE + " s3 ";
        commands.add(s3 + "cp --recursive ~/Documents s3://" + to.bucket() + "/Documents/");
        commands.add(s3 + "ls --recursive s3://" + to.bucket() + "/");
        return List.of(new Step.Commands(lines(commands)));
    }

    private static String configure(String name, String value) {
        return "aws --profile " + PROFILE + " configure set " + name + " " + value;
    }

    static List<Step> s3cmd(Connection to) {
        List<String> file = new ArrayList<>(List.of(
                "[default]",
                "host_base = " + to.authority(),
                "host_bucket = " + to.authority(),
                "bucket_location = " + to.region(),
                "access_key = " + to.accessKey(),
                "secret_key = " + to.secret(),
                "use_https = " + (to.tls() ? "True" : "False"),
                "signature_v2 = False"));
        String authority = to.authorityFile();
        if (authority != null) {
            file.add("ca_certs_file = " + authority);
        }
        String s3cmd = "s3cmd --config ~/" + S3CMD_FILE.substring(2);
        return List.of(
                new Step.File(S3CMD_FILE, false, lines(file)),
                new Step.Commands(lines(
                        s3cmd + " sync ~/Documents/ s3://" + to.bucket() + "/Documents/",
                        s3cmd + " ls --recursive s3://" + to.bucket() + "/")));
    }

    private static String option(String name, @Nullable String value, Shell shell) {
        return value == null ? "" : " " + name + shell.quote(value);
    }

    private static String lines(String... lines) {
        return lines(List.of(lines));
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
