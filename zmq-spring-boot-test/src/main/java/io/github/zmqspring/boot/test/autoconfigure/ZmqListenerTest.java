package io.github.zmqspring.boot.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * On a test class: starts nothing but ZeroMQ and the listeners of the application, over
 * the test transport. Of the application's beans it takes components with
 * {@code @ZmqListener} methods (all, or the chosen ones), converters marked with
 * {@code @ZmqConverter}, and what configures sockets and listeners; everything else is
 * missing, and is put in with {@code @MockitoBean} or {@code @Import}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(ZmqListenerTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(ZmqListenerTypeExcludeFilter.class)
@AutoConfigureZmqTestTransport
@ImportAutoConfiguration
public @interface ZmqListenerTest {

	/**
	 * Properties of the environment, as {@code name=value}.
	 * @return the properties
	 */
	String[] properties() default {};

	/**
	 * The listeners to test, all by default.
	 * @return classes with {@code @ZmqListener} methods
	 */
	@AliasFor("listeners")
	Class<?>[] value() default {};

	/**
	 * The listeners to test, all by default.
	 * @return classes with {@code @ZmqListener} methods
	 */
	@AliasFor("value")
	Class<?>[] listeners() default {};

	/**
	 * Whether to take the beans that the description of this annotation lists.
	 * @return {@code false} for those of {@link #includeFilters()} only
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Beans to take as well.
	 * @return the filters
	 */
	Filter[] includeFilters() default {};

	/**
	 * Beans to leave out.
	 * @return the filters
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configuration to leave out.
	 * @return the classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
