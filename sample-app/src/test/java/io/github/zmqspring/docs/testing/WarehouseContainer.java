package io.github.zmqspring.docs.testing;

import org.testcontainers.containers.GenericContainer;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;

@TestConfiguration(proxyBeanMethods = false)
class WarehouseContainer {

	@Bean
	@ServiceConnection(name = "zmq")
	GenericContainer<?> warehouse() {
		return new GenericContainer<>("example/warehouse:1").withExposedPorts(5558)
			.withLabel("io.github.zmqspring.socket.shipments", "5558");
	}

}
