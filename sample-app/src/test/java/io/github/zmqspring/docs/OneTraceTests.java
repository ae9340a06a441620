package io.github.zmqspring.docs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.aot.DisabledInAotMode;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What {@code observability.md} claims: a call of a REST resource, its request over
 * ZeroMQ, and the work of a listener that answers later are one trace, as OpenTelemetry
 * sees it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, classes = OneTraceTests.Application.class,
		properties = { "spring.config.location=optional:classpath:/none/",
				"management.tracing.sampling.probability=1.0", "zmq.sockets.stock.type=dealer",
				"zmq.sockets.stock.connect=inproc://stock", "zmq.sockets.stock.headers=true",
				"zmq.sockets.stock.headers-outbound=mine", "zmq.sockets.stock-service.type=rep",
				"zmq.sockets.stock-service.bind=inproc://stock", "zmq.sockets.stock-service.headers=true",
				"zmq.sockets.stock-service.headers-inbound=mine" })
@DirtiesContext
@DisabledInAotMode("it is about the listeners, not about how they are started")
@Timeout(120)
class OneTraceTests {

	@LocalServerPort
	private int port;

	@Autowired
	private InMemorySpanExporter exporter;

	@Autowired
	private Work work;

	@Autowired
	private MeterRegistry meters;

	@BeforeEach
	void reset() {
		this.exporter.reset();
	}

	private Map<String, SpanData> spans(int count) {
		await().atMost(Docs.SOON).until(() -> this.exporter.getFinishedSpanItems().size() >= count);
		List<SpanData> spans = this.exporter.getFinishedSpanItems();
		assertThat(spans).hasSize(count);
		return spans.stream().collect(Collectors.toMap(SpanData::getName, (span) -> span));
	}

	private Integer get(String article) {
		return RestClient.create("http://localhost:" + this.port)
			.get()
			.uri("/stock/" + article)
			.retrieve()
			.body(Integer.class);
	}

	@Test
	void aCallARequestAndTheWorkOfAListenerAreOneTrace() {
		this.work.go.countDown();
		assertThat(get("socks")).isEqualTo(5);
		Map<String, SpanData> spans = spans(3);
		SpanData http = spans.get("http get /stock/{article}");
		SpanData request = spans.get("request stock");
		SpanData process = spans.get("process stock-service");
		assertThat(List.of(request, process)).extracting(SpanData::getTraceId).containsOnly(http.getTraceId());
		assertThat(request.getParentSpanId()).isEqualTo(http.getSpanId());
		assertThat(process.getParentSpanId()).isEqualTo(request.getSpanId());
		assertThat(request.getKind()).isEqualTo(SpanKind.CLIENT);
		assertThat(process.getKind()).isEqualTo(SpanKind.SERVER);
		assertThat(process.getAttributes().get(AttributeKey.stringKey("messaging.system"))).isEqualTo("zeromq");
		assertThat(process.getAttributes().get(AttributeKey.stringKey("tenant"))).isEqualTo("acme");
		assertThat(process.getEndEpochNanos()).isGreaterThanOrEqualTo(this.work.ended);
		// the end of the work comes a moment after its reply has left
		assertThat(process.getStartEpochNanos()).isLessThanOrEqualTo(http.getEndEpochNanos());
		assertThat(this.work.ended).isLessThanOrEqualTo(http.getEndEpochNanos());
		await().atMost(Docs.SOON).ignoreExceptionsInstanceOf(MeterNotFoundException.class).untilAsserted(() -> {
			assertThat(this.meters.get("zmq.template.request").tag("zmq.socket.name", "stock").timer().count())
				.isPositive();
			assertThat(this.meters.get("zmq.listener.process").tag("tenant", "acme").timer().count()).isPositive();
		});
	}

	/** What the listener does, later. */
	static class Work implements ToIntFunction<String> {

		private final CountDownLatch go = new CountDownLatch(1);

		private volatile long ended;

		@Override
		public int applyAsInt(String article) {
			try {
				assertThat(this.go.await(60, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.ended = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
			return article.length();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ StockController.class, TenantConvention.class })
	static class Application {

		@Bean
		Work work() {
			return new Work();
		}

		@Bean
		StockService stockService(Work work) {
			return new StockService(work);
		}

		@Bean
		InMemorySpanExporter spans() {
			return InMemorySpanExporter.create();
		}

		@Bean
		SpanProcessor spanProcessor(InMemorySpanExporter exporter) {
			return SimpleSpanProcessor.create(exporter);
		}

	}

}
