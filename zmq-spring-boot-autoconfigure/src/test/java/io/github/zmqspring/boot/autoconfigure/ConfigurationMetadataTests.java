package io.github.zmqspring.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the documentation of the properties is up to date. To write it anew, run
 * them with {@code -Dzmq.docs.update=true}, twice if a property that is not in a map has
 * changed.
 */
class ConfigurationMetadataTests {

	private static final boolean UPDATE = Boolean.getBoolean("zmq.docs.update");

	private static final JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	@Test
	void additionalMetadataIsUpToDate() throws IOException {
		String expected = mapper.writeValueAsString(PropertyDocumentation.additionalMetadata())
			.replace(System.lineSeparator(), "\n") + "\n";
		if (UPDATE) {
			Files.writeString(PropertyDocumentation.ADDITIONAL_METADATA, expected);
		}
		assertThat(PropertyDocumentation.read(PropertyDocumentation.ADDITIONAL_METADATA))
			.as("run with -Dzmq.docs.update=true")
			.isEqualTo(expected);
	}

	@Test
	void tableOfPropertiesIsUpToDate() throws IOException {
		String expected = PropertyDocumentation.table();
		if (UPDATE) {
			Files.writeString(PropertyDocumentation.TABLE, expected);
		}
		assertThat(PropertyDocumentation.read(PropertyDocumentation.TABLE)).as("run with -Dzmq.docs.update=true")
			.isEqualTo(expected);
	}

	@Test
	void everyPropertyIsDescribedInBootsStyle() {
		JsonNode metadata = mapper.readTree(PropertyDocumentation.read(PropertyDocumentation.METADATA));
		assertThat(metadata.path("properties")).isNotEmpty();
		for (JsonNode property : metadata.path("properties")) {
			String description = property.path("description").asString();
			assertThat(description).endsWith(".").doesNotStartWith("The ").doesNotStartWith("A ").doesNotContain("{@");
			boolean supported = !description.startsWith("Not supported");
			if (supported && property.path("type").asString().equals("java.lang.Boolean")) {
				assertThat(description).startsWith("Whether ");
			}
		}
	}

	@Test
	void everyBoundPropertyIsDescribed() {
		Set<String> bare = new TreeSet<>();
		JsonNode metadata = mapper.readTree(PropertyDocumentation.read(PropertyDocumentation.METADATA));
		metadata.path("properties").forEach((property) -> {
			if (!property.has("description")) {
				bare.add(property.path("name").asString());
			}
		});
		assertThat(bare).isEmpty();
	}

}
