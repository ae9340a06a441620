package io.github.zmqspring.sample;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole sample, without a network and with little work.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.at=inproc://sample", "sample.work=5ms", "sample.tasks=20", "sample.tour=false" })
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
@Timeout(300)
class SampleApplicationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Tour tour;

	@Test
	void theTourTellsTheGuidesStory(CapturedOutput output) throws Exception {
		this.tour.run();
		String text = output.getOut();
		for (int request = 0; request < 10; request++) {
			assertThat(text).contains("Sending request " + request + "...")
				.contains("Received reply " + request + ": [World]")
				.contains("Received reply " + request + " [World]");
		}
		assertThat(text).contains("Received request: [Hello]");
		assertThat(text).containsPattern("Average temperature for zipcode '10001 ' was -?\\d+F");
		assertThat(text).contains(".........:.........:");
		assertThat(text.split("Total elapsed time: \\d+ msec", -1)).hasSizeGreaterThanOrEqualTo(4);
		assertThat(text).containsPattern("5 replies in \\d+ msec");
		assertThat(text).contains("20 squares add up to 2870");
	}

	@Test
	void whatItBringsAlongIsListed() {
		Assumptions.assumeTrue(new ClassPathResource("META-INF/sbom/application.cdx.json").exists(),
				"Offline, Maven makes no list of what the application brings along");
		String sbom = RestClient.create("http://localhost:" + this.port)
			.get()
			.uri("/actuator/sbom/application")
			.retrieve()
			.body(String.class);
		assertThat(sbom).contains("\"bomFormat\" : \"CycloneDX\"", "pkg:maven/org.zeromq/jeromq@0.6.0")
			.doesNotContain("junit");
	}

	@Test
	void aRestResourceAnswersThroughAZeroMqService() {
		Greeting greeting = RestClient.create("http://localhost:" + this.port)
			.get()
			.uri("/greetings/Ada")
			.retrieve()
			.body(Greeting.class);
		assertThat(greeting).isEqualTo(new Greeting("Ada", "Hello, Ada!"));
	}

	@Test
	void aRestResourceAnswersThroughFlowsOnBothSides() {
		String shout = RestClient.create("http://localhost:" + this.port)
			.get()
			.uri("/shouts/hello")
			.retrieve()
			.body(String.class);
		assertThat(shout).isEqualTo("HELLO!");
	}

}
