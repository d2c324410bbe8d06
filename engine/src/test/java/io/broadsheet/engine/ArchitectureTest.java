package io.broadsheet.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
