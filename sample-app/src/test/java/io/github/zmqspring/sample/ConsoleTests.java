package io.github.zmqspring.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The live page of the sample, in a browser.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.at=inproc://sample", "sample.work=50ms", "sample.tour=false" })
@DirtiesContext
@Timeout(300)
class ConsoleTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	/** Some of the weather updates that come each second. */
	private static final int SOME = 40;

	@TempDir(cleanup = CleanupMode.NEVER)
	private Path temporary;

	@LocalServerPort
	private int port;

	@Autowired
	private Traffic traffic;

	@Test
	void pauseFillsTheQueueAndResumeEmptiesIt() throws Exception {
		this.traffic.begin();
		try (Browser browser = Browser.start(this.temporary)) {
			ChromeDriver driver = browser.driver();
			driver.get("http://localhost:" + this.port + "/zmq-console/");
			awaitText(driver, By.id("live"), "live");
			showsTheTopology(driver);
			pauseAndResume(driver);
			asksNobodyElse(driver);
			screenshots(browser);
			assertThat(browser.errors()).isEmpty();
		}
	}

	private static void showsTheTopology(ChromeDriver driver) {
		List<String> sockets = driver.findElements(By.cssSelector("[data-socket]"))
			.stream()
			.map((card) -> card.getDomAttribute("data-socket"))
			.toList();
		assertThat(sockets).contains("weather", "weather-updates", "ventilator", "sink", "broker.frontend",
				"broker.backend");
		assertThat(driver.findElements(By.cssSelector("[data-proxy=broker]"))).hasSize(1);
		assertThat(driver.findElements(By.cssSelector("path.edge.link"))).isNotEmpty();
		assertThat(driver.findElements(By.cssSelector("path.edge.proxy"))).hasSize(2);
		awaitText(driver, By.cssSelector("[data-socket=weather-updates] .card-peers"), "1 peer");
		Awaitility.await()
			.atMost(SOON)
			.untilAsserted(() -> assertThat(driver.findElements(By.cssSelector("path.edge.flowing"))).isNotEmpty());
	}

	private static void pauseAndResume(ChromeDriver driver) {
		WebElement pause = driver.findElement(By.cssSelector("[data-socket=weather-updates] [data-operation=pause]"));
		assertThat(pause.getAccessibleName()).isEqualTo("Pause listener weather-client");
		pause.click();
		By state = By.cssSelector("[data-socket=weather-updates] .steer-state");
		awaitText(driver, state, "paused");
		Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(waiting(driver)).isGreaterThan(SOME));
		// it grows slowly, from nothing
		Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(bar(driver)).isPositive());
		double before = bar(driver);
		long waitedBefore = waiting(driver);
		Awaitility.await().atMost(SOON).untilAsserted(() -> {
			assertThat(waiting(driver)).isGreaterThan(waitedBefore + SOME);
			assertThat(bar(driver)).isGreaterThan(before);
		});
		double full = bar(driver);
		// by the keyboard this time
		driver.findElement(By.cssSelector("[data-socket=weather-updates] [data-operation=resume]"))
			.sendKeys(Keys.ENTER);
		awaitText(driver, state, "running");
		Awaitility.await().atMost(SOON).untilAsserted(() -> {
			assertThat(waiting(driver)).isLessThan(SOME);
			assertThat(bar(driver)).isLessThan(full);
		});
	}

	private static long waiting(ChromeDriver driver) {
		String waiting = driver.findElement(By.cssSelector("[data-socket=weather-updates] [data-queue=in]"))
			.getDomAttribute("data-waiting");
		return (waiting != null) ? Long.parseLong(waiting) : 0;
	}

	/** How long the bar is that people see. */
	private static double bar(ChromeDriver driver) {
		return ((Number) driver.executeScript("return document.querySelector('[data-socket=weather-updates] "
				+ "[data-queue=in] .meter-fill').getBoundingClientRect().width"))
			.doubleValue();
	}

	private void asksNobodyElse(ChromeDriver driver) {
		@SuppressWarnings("unchecked")
		List<String> asked = (List<String>) driver
			.executeScript("return performance.getEntriesByType('resource').map((entry) => entry.name)");
		assertThat(asked).isNotEmpty()
			.allSatisfy((address) -> assertThat(address).startsWith("http://localhost:" + this.port + "/"));
	}

	/** For people to look at. */
	private static void screenshots(Browser browser) throws Exception {
		for (String scheme : List.of("light", "dark")) {
			browser.prefer(scheme);
			browser.screenshot(Path.of("target", "console-" + scheme + ".png"));
		}
	}

	private static void awaitText(ChromeDriver driver, By where, String text) {
		Awaitility.await()
			.atMost(SOON)
			// the page may be drawing it anew
			.ignoreExceptionsInstanceOf(WebDriverException.class)
			.untilAsserted(() -> assertThat(driver.findElement(where).getText()).contains(text));
	}

}
