package io.broadsheet.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.broadsheet.engine.project.SharedFile;
import io.broadsheet.engine.query.SqlScript;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.broadsheet.engine");

    @Test
    void theEngineKnowsNoFrameworkAndNoServer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..", "jakarta..", "io.broadsheet.server..", "io.broadsheet.cli..")
                .check(ENGINE);
    }

    /// Two pairs know each other: problems have places in sources, which report problems; and a shared file is cut into
    /// its statements by what reads SQL.
    @Test
    void packagesFormNoCycles() {
        slices().matching("io.broadsheet.engine.(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAPackage("..engine.problem"), resideInAPackage("..engine.source"))
                .ignoreDependency(SharedFile.class, SqlScript.class)
                .ignoreDependency(SharedFile.class, SqlScript.Range.class)
                .check(ENGINE);
    }

    @Test
    void onlyTheQueryPackageKnowsDuckDb() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.broadsheet.engine.query..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.duckdb..")
                .check(ENGINE);
    }
}
