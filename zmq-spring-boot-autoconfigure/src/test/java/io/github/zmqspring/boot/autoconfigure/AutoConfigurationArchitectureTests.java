package io.github.zmqspring.boot.autoconfigure;

import java.util.List;
import java.util.function.Predicate;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.base.HasDescription;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasSourceCodeLocation;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules that Spring Boot sets for its own auto-configurations, applied to ours.
 */
@AnalyzeClasses(packages = "io.github.zmqspring.boot", importOptions = ImportOption.DoNotIncludeTests.class)
class AutoConfigurationArchitectureTests {

	@ArchTest
	static final ArchRule autoConfigurationsArePublicFinalAndAnnotated = classes().that()
		.areTopLevelClasses()
		.and()
		.haveSimpleNameEndingWith("AutoConfiguration")
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.beAnnotatedWith(AutoConfiguration.class)
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule autoConfigurationsAreNamedSo = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.haveSimpleNameEndingWith("AutoConfiguration")
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule autoConfigurationsHaveNoPublicMembers = members().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.and(areNotDefaultConstructors())
		.should()
		.notBePublic()
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule helperConfigurationsArePackagePrivateAndNeedNoProxy = classes().that()
		.areAnnotatedWith(Configuration.class)
		.should()
		.bePackagePrivate()
		.andShould(haveNoBeanMethodProxies())
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule beanMethodsArePackagePrivateAndReturnConcreteTypes = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.bePackagePrivate()
		.andShould()
		.haveRawReturnType(DescribedPredicate.not(INTERFACES.or(modifier(JavaModifier.ABSTRACT))))
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule beanPostProcessorMethodsAreStaticAndStartNothingEarly = methods().that()
		.areAnnotatedWith(Bean.class)
		.and()
		.haveRawReturnType(JavaClass.Predicates.assignableTo(BeanPostProcessor.class))
		.should()
		.beStatic()
		.andShould(onlyTakeLazyParameters())
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule missingBeanConditionsDoNotRepeatTheReturnType = methods().that()
		.areAnnotatedWith(ConditionalOnMissingBean.class)
		.should(notNameOnlyTheReturnType())
		.allowEmptyShould(true);

	// The JVM loads a method's return type before the condition is asked.
	@ArchTest
	static final ArchRule classConditionsAreNotOnBeanMethods = noMethods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.beAnnotatedWith(ConditionalOnClass.class)
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule conditionsAreNotPublic = noClasses().that()
		.areAssignableTo(SpringBootCondition.class)
		.should()
		.bePublic()
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("io.github.zmqspring.boot.(**)")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule everyPackageIsNullMarked = classes()
		.should(satisfy("be in a @NullMarked package", (type) -> type.getPackage().isAnnotatedWith(NullMarked.class)));

	@ArchTest
	static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

	@ArchTest
	static void autoConfigurationsAreListedInOrder(JavaClasses classes) {
		List<String> declared = classes.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.sorted()
			.toList();
		List<String> listed = ImportCandidates.load(AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.github.zmqspring."))
			.toList();
		assertThat(listed).isEqualTo(declared);
	}

	/**
	 * The constructor that the compiler adds to a public class is public too.
	 */
	private static DescribedPredicate<JavaMember> areNotDefaultConstructors() {
		return DescribedPredicate.describe("are not default constructors",
				(member) -> !(member instanceof JavaConstructor constructor && constructor.getParameters().isEmpty()));
	}

	private static ArchCondition<JavaClass> haveNoBeanMethodProxies() {
		return satisfy("set proxyBeanMethods to false",
				(type) -> !type.getAnnotationOfType(Configuration.class).proxyBeanMethods());
	}

	private static ArchCondition<JavaMethod> onlyTakeLazyParameters() {
		return satisfy("only take parameters that start no other bean",
				(method) -> method.getParameters().stream().allMatch(AutoConfigurationArchitectureTests::isLazy));
	}

	private static boolean isLazy(JavaParameter parameter) {
		JavaClass type = parameter.getRawType();
		return parameter.isAnnotatedWith(Lazy.class) || type.isAssignableTo(ObjectProvider.class)
				|| type.isAssignableTo(ApplicationContext.class) || type.isAssignableTo(Environment.class);
	}

	private static ArchCondition<JavaMethod> notNameOnlyTheReturnType() {
		return satisfy("not name only the type that the method returns", (method) -> {
			JavaAnnotation<?> condition = method.getAnnotationOfType(ConditionalOnMissingBean.class.getName());
			boolean byType = condition.tryGetExplicitlyDeclaredProperty("type").isEmpty()
					&& condition.tryGetExplicitlyDeclaredProperty("name").isEmpty();
			return !byType || condition.tryGetExplicitlyDeclaredProperty("value")
				.map((value) -> !List.of((JavaType[]) value).equals(List.of(method.getRawReturnType())))
				.orElse(true);
		});
	}

	private static <T extends HasDescription & HasSourceCodeLocation> ArchCondition<T> satisfy(String description,
			Predicate<T> predicate) {
		return ArchCondition.from(DescribedPredicate.describe(description, predicate));
	}

}
