package io.maxiofs.desktop.build;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import javafx.application.Platform;

/** What the desktop may know of the rest of the product, and where the old window toolkit may be seen. */
@AnalyzeClasses(
        packages = {"io.maxiofs.desktop", "io.maxiofs.server.admin.api"},
        importOptions = {DoNotIncludeTests.class, DesktopLayersTest.NoTestArchives.class})
class DesktopLayersTest {

    private static final String DESKTOP = "io.maxiofs.desktop..";
    private static final String ADMIN_API = "io.maxiofs.server.admin.api..";

    /** The server may be on another machine: the desktop speaks to it and never reaches into it. */
    @ArchTest
    static final ArchRule DESKTOP_KNOWS_ONLY_THE_ADMIN_API = noClasses()
            .that()
            .resideInAPackage(DESKTOP)
            .should()
            .dependOnClassesThat(resideInAPackage("io.maxiofs..").and(not(resideInAnyPackage(DESKTOP, ADMIN_API))));

    @ArchTest
    static final ArchRule ADMIN_API_BRINGS_NO_SERVER_ALONG = noClasses()
            .that()
            .resideInAPackage(ADMIN_API)
            .should()
            .dependOnClassesThat(resideInAPackage("io.maxiofs..").and(not(resideInAPackage(ADMIN_API))));

    @ArchTest
    static final ArchRule AWT_STAYS_IN_PLATFORM = noClasses()
            .that()
            .resideInAPackage(DESKTOP)
            .and()
            .resideOutsideOfPackage("io.maxiofs.desktop.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "javax.swing..");

    /** One gateway to JavaFX's thread, so that tests can stand in for it. */
    @ArchTest
    static final ArchRule ONE_GATEWAY_TO_THE_UI_THREAD = noClasses()
            .that()
            .resideInAPackage(DESKTOP)
            .and()
            .doNotHaveFullyQualifiedName("io.maxiofs.desktop.fx.FxUiThread")
            .should()
            .callMethod(Platform.class, "runLater", Runnable.class);

    /** View models are tested without a toolkit. Properties and observable lists are fine. */
    @ArchTest
    static final ArchRule VIEW_MODELS_KNOW_NO_SCENE = noClasses()
            .that()
            .resideInAPackage(DESKTOP)
            .and()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.application..");

    /** Leaves out the test archives of other modules, which ArchUnit takes for main code. */
    static final class NoTestArchives implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }
}
