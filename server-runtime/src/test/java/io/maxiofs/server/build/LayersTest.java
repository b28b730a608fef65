package io.maxiofs.server.build;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;

/** Which code may know which: the arrows of {@code docs/architecture.md}, and where each library may be seen. */
@AnalyzeClasses(
        packages = "io.maxiofs",
        importOptions = {DoNotIncludeTests.class, LayersTest.NoTestArchives.class})
class LayersTest {

    private static final String BASE = "io.maxiofs.base..";
    private static final String STORAGE = "io.maxiofs.storage..";
    private static final String REPLICATION = "io.maxiofs.replication..";
    private static final String SERVER = "io.maxiofs.server..";
    private static final String DESKTOP = "io.maxiofs.desktop..";

    @ArchTest
    static final ArchRule BASE_KNOWS_NOTHING_OF_THE_PRODUCT = classes()
            .that()
            .resideInAPackage(BASE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(BASE, "java..", "javax..", "jdk..", "org.slf4j..", "org.jspecify..");

    @ArchTest
    static final ArchRule STORAGE_KNOWS_ONLY_ITSELF = noClasses()
            .that()
            .resideInAPackage(STORAGE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(REPLICATION, SERVER, DESKTOP);

    @ArchTest
    static final ArchRule REPLICATION_KNOWS_ONLY_STORAGE = noClasses()
            .that()
            .resideInAPackage(REPLICATION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVER, DESKTOP);

    @ArchTest
    static final ArchRule UNDERTOW_STAYS_IN_HTTP = onlyIn("io.maxiofs.server.http..", "io.undertow..", "org.xnio..");

    @ArchTest
    static final ArchRule JOOQ_STAYS_IN_DATABASE = onlyIn("io.maxiofs.server.database..", "org.jooq..");

    @ArchTest
    static final ArchRule MVSTORE_STAYS_IN_INDEX = onlyIn("io.maxiofs.storage.index..", "org.h2..");

    @ArchTest
    static final ArchRule AWS_SDK_STAYS_IN_S3_TARGET =
            onlyIn("io.maxiofs.replication.target.s3..", "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule TOKENS_STAY_IN_OIDC = onlyIn("io.maxiofs.server.federation.oidc..", "com.nimbusds..");

    @ArchTest
    static final ArchRule LDAP_STAYS_IN_LDAP = onlyIn("io.maxiofs.server.federation.ldap..", "com.unboundid..");

    @ArchTest
    static final ArchRule NOTHING_HERE_NEEDS_A_DISPLAY = noClasses()
            .that()
            .resideOutsideOfPackage(DESKTOP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..");

    /** All changes on disk pass one seam, so that tests can make each of them fail, tear or get lost. */
    @ArchTest
    static final ArchRule ONLY_THE_FILE_SEAM_CHANGES_FILES = noClasses()
            .that()
            .resideInAPackage(STORAGE)
            .and()
            .resideOutsideOfPackage("io.maxiofs.storage.file..")
            .should()
            .callCodeUnitWhere(changesFiles());

    /** Time and randomness come from outside, or no test could replay what happened. */
    @ArchTest
    static final ArchRule CORE_ASKS_NO_WALL_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(STORAGE, REPLICATION, "io.maxiofs.server.service..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_DOES = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Common|Misc|Manager|Impl)(\\$.*)?")
            .orShould()
            .resideInAnyPackage(
                    "..util..", "..utils..", "..helper..", "..common..", "..misc..", "..manager..", "..impl..");

    private static ArchRule onlyIn(String home, String... library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .and()
                .resideOutsideOfPackage(DESKTOP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library);
    }

    private static DescribedPredicate<JavaCall<?>> changesFiles() {
        DescribedPredicate<JavaCall<?>> byFiles = target(owner(JavaClass.Predicates.equivalentTo(Files.class)))
                .and(target(nameMatching(
                        "write.*|new(OutputStream|BufferedWriter|ByteChannel)|delete.*|move|copy|create.*|set.*")));
        DescribedPredicate<JavaCall<?>> byChannel = target(owner(resideInAnyPackage("java.nio.channels")))
                .and(target(owner(JavaClass.Predicates.equivalentTo(FileChannel.class)
                        .or(JavaClass.Predicates.equivalentTo(AsynchronousFileChannel.class)))))
                .and(target(nameMatching("open")));
        DescribedPredicate<JavaCall<?>> byStream = target(nameMatching("<init>"))
                .and(target(owner(JavaClass.Predicates.equivalentTo(RandomAccessFile.class)
                        .or(JavaClass.Predicates.equivalentTo(FileOutputStream.class))
                        .or(JavaClass.Predicates.equivalentTo(FileWriter.class)))));
        DescribedPredicate<JavaCall<?>> byOldFile = target(owner(JavaClass.Predicates.equivalentTo(java.io.File.class)))
                .and(target(nameMatching("delete.*|renameTo|mkdirs?|create.*|set.*")));
        return byFiles.or(byChannel).or(byStream).or(byOldFile).as("changes files");
    }

    /** Leaves out the test archives of other modules, which ArchUnit takes for main code. */
    static final class NoTestArchives implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }
}
