package io.github.zmqspring.integration;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

/**
 * The rules of the house that a machine can check.
 */
@AnalyzeClasses(packages = "io.github.zmqspring.integration", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule itKnowsNoSpringBoot = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot..");

	@ArchTest
	static final ArchRule itOpensNoSocketBesideTheApplications = noClasses().should()
		.dependOnClassesThat(DescribedPredicate.describe("are JeroMQ's, except its multipart message",
				(JavaClass type) -> type.getPackageName().startsWith("org.zeromq")
						&& !type.getSimpleName().equals("ZMsg") && !type.getSimpleName().equals("ZFrame")
						|| type.getPackageName().startsWith("zmq")));

	@ArchTest
	static final ArchRule onlyTheDslKnowsTheDsl = noClasses().that()
		.resideInAPackage("io.github.zmqspring.integration")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..dsl..");

	@ArchTest
	static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

	@ArchTest
	static final ArchRule everyPackageIsNullMarked = classes().should(ArchCondition.from(DescribedPredicate
		.describe("be in a @NullMarked package", (type) -> type.getPackage().isAnnotatedWith(NullMarked.class))));

}
