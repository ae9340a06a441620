package io.github.zmqspring;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.github.zmqspring.security.GenerateCurveKeys;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

/**
 * The rules that hold the house together.
 */
@AnalyzeClasses(packages = "io.github.zmqspring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	/**
	 * The packages from the top floor down: one may use those that come after it.
	 */
	private static final List<String> FLOORS = List.of("annotation", "listener", "template", "proxy", "observation",
			"socket", "security", "message", "error");

	@ArchTest
	static final ArchRule everyClassLivesOnAFloor = classes().should()
		.resideInAnyPackage(packages(FLOORS))
		.because("a new package needs its place among the floors");

	@ArchTest
	static final ArchRule coreKnowsNeitherBootNorIntegration = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot..", "org.springframework.integration..");

	@ArchTest
	static final ArchRule everyPackageIsNullMarked = classes().should(beInNullMarkedPackage());

	// The one-argument form stays allowed: the compiler itself puts it into method
	// references.
	@ArchTest
	static final ArchRule argumentsAreCheckedWithSpringAssert = noClasses().should()
		.callMethod(Objects.class, "requireNonNull", Object.class, String.class)
		.orShould()
		.callMethod(Objects.class, "requireNonNull", Object.class, Supplier.class)
		.because("org.springframework.util.Assert is what Spring uses");

	@ArchTest
	static final ArchRule noThreadIsStoppedOrInterrupted = noClasses().should()
		.callMethodWhere(target(owner(assignableTo(Thread.class))).and(target(name("stop"))))
		.orShould()
		.callMethodWhere(interruptsAnotherThread())
		.orShould()
		.callMethodWhere(target(owner(assignableTo(ExecutorService.class))).and(target(name("shutdownNow"))))
		.because("an interrupt inside JeroMQ corrupts the socket and hangs the context");

	@ArchTest
	static final ArchRule nothingIsPrinted = noClasses().that()
		.doNotHaveFullyQualifiedName(GenerateCurveKeys.class.getName())
		.should(ACCESS_STANDARD_STREAMS)
		.because("only a command prints, everything else logs");

	@ArchTest
	static void noFloorUsesAHigherOne(JavaClasses classes) {
		for (int floor = 1; floor < FLOORS.size(); floor++) {
			noClasses().that()
				.resideInAPackage(packages(FLOORS)[floor])
				.should()
				.dependOnClassesThat()
				.resideInAnyPackage(packages(FLOORS.subList(0, floor)))
				.allowEmptyShould(true)
				.check(classes);
		}
	}

	private static String[] packages(List<String> floors) {
		return floors.stream().map((floor) -> "io.github.zmqspring." + floor + "..").toArray(String[]::new);
	}

	private static ArchCondition<JavaClass> beInNullMarkedPackage() {
		return ArchCondition.from(DescribedPredicate.describe("be in a package whose package-info is @NullMarked",
				(type) -> type.getPackage().isAnnotatedWith(NullMarked.class)));
	}

	/**
	 * A thread may restore its own interrupt flag, in one line:
	 * {@code Thread.currentThread().interrupt()}.
	 */
	private static DescribedPredicate<JavaCall<?>> interruptsAnotherThread() {
		return target(owner(assignableTo(Thread.class))).and(target(name("interrupt")))
			.and(DescribedPredicate.describe("on another thread", (call) -> !isOnCurrentThread(call)));
	}

	private static boolean isOnCurrentThread(JavaCall<?> interrupt) {
		return interrupt.getOrigin()
			.getMethodCallsFromSelf()
			.stream()
			.filter((call) -> call.getTarget().getFullName().equals("java.lang.Thread.currentThread()"))
			.anyMatch((call) -> call.getLineNumber() == interrupt.getLineNumber());
	}

}
