package io.github.zmqspring.boot.test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The house rules, in the test support.
 */
@AnalyzeClasses(packages = "io.github.zmqspring.boot.test", importOptions = ImportOption.DoNotIncludeTests.class)
class TestSupportArchitectureTests {

	@ArchTest
	static final ArchRule everyPackageIsNullMarked = classes()
		.should(ArchCondition.from(DescribedPredicate.describe("be in a package whose package-info is @NullMarked",
				(type) -> type.getPackage().isAnnotatedWith(NullMarked.class))));

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("io.github.zmqspring.boot.(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

	@ArchTest
	static final ArchRule nothingSleeps = noClasses().should()
		.callMethod(Thread.class, "sleep", long.class)
		.because("what must happen is waited for");

	@ArchTest
	static final ArchRule theTransportKnowsNoTests = noClasses().that()
		.resideInAPackage("..boot.test.transport..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.junit..", "org.assertj..", "org.springframework.test..", "org.springframework.boot..");

}
