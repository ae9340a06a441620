package io.github.zmqspring.socket;

import io.github.zmqspring.error.UnsupportedTransportException;
import io.github.zmqspring.error.ZmqEndpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ZmqEndpoint}.
 */
class ZmqEndpointTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			tcp://127.0.0.1:5555,        TCP,    127.0.0.1,   5555,  false, tcp://127.0.0.1:5555
			tcp://localhost:1,           TCP,    localhost,   1,     false, tcp://localhost:1
			tcp://a-b.example.org:65535, TCP,    a-b.example.org, 65535, false, tcp://a-b.example.org:65535
			tcp://my_host:05555,         TCP,    my_host,     5555,  false, tcp://my_host:5555
			TCP://localhost:5555,        TCP,    localhost,   5555,  false, tcp://localhost:5555
			tcp://*:5555,                TCP,    *,           5555,  false, tcp://*:5555
			tcp://*:*,                   TCP,    *,           0,     true,  tcp://*:*
			tcp://127.0.0.1:0,           TCP,    127.0.0.1,   0,     true,  tcp://127.0.0.1:*
			tcp://127.0.0.1:000,         TCP,    127.0.0.1,   0,     true,  tcp://127.0.0.1:*
			tcp://[::1]:5555,            TCP,    ::1,         5555,  false, tcp://[::1]:5555
			tcp://[fe80::1%eth0]:5555,   TCP,    fe80::1%eth0, 5555, false, tcp://[fe80::1%eth0]:5555
			tcp://[::]:*,                TCP,    ::,          0,     true,  tcp://[::]:*
			inproc://name,               INPROC, ,            -1,    false, inproc://name
			inproc://*,                  INPROC, ,            -1,    false, inproc://*
			inproc://a:b/c d,            INPROC, ,            -1,    false, inproc://a:b/c d
			ipc:///tmp/feed,             IPC,    ,            -1,    false, ipc:///tmp/feed
			ipc://*,                     IPC,    ,            -1,    true,  ipc://*
			""")
	void whatIsAnEndpoint(String text, ZmqTransport transport, String host, int port, boolean wildcard,
			String canonical) {
		ZmqEndpoint endpoint = ZmqEndpoint.parse(text);
		assertThat(endpoint.transport()).isEqualTo(transport);
		assertThat(endpoint.host()).isEqualTo(host);
		assertThat(endpoint.port()).isEqualTo(port);
		assertThat(endpoint.isWildcardPort()).isEqualTo(wildcard);
		assertThat(endpoint).hasToString(canonical);
		assertThat(ZmqEndpoint.parse(canonical)).isEqualTo(endpoint);
		assertThat(endpoint.requireBindable("s")).isSameAs(endpoint);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
			""|it is empty
			localhost:5555|it has no transport
			://localhost:5555|it has no transport
			tcp:/localhost:5555|it has no transport
			 tcp://localhost:5555|it has spaces around it
			tcp://localhost:5555 |it has spaces around it
			tcp://|it has no port
			tcp://localhost|it has no port
			tcp://localhost:|it has no port
			tcp://[::1]|it has no port
			tcp://:5555|it has no host
			tcp://[]:5555|it has no host
			tcp://localhost:65536|the port 65536 is out of range
			tcp://localhost:99999999999999999999|is out of range
			tcp://localhost:-1|'-1' is no port
			tcp://localhost:+1|'+1' is no port
			tcp://localhost:http|'http' is no port
			tcp://localhost:5555/|'5555/' is no port
			tcp://localhost:٣|is no port
			tcp://::1:5555|an IPv6 address is written in brackets
			tcp://[localhost]:5555|only an IPv6 address is written in brackets
			tcp://eth0:0;localhost:5555|source address
			tcp://a b:5555|'a b' is no host
			tcp://user@host:5555|'user@host' is no host
			tcp://host/path:5555|'host/path' is no host
			inproc://|it has no name
			ipc://|it has no name
			""")
	void whatIsNoEndpoint(String text, String reason) {
		assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> ZmqEndpoint.parse(text))
			.satisfies((ex) -> {
				assertThat(ex.getReason()).contains(reason);
				assertThat(ex.getAction()).isNotBlank();
				assertThat(ex.getEndpoint()).isEqualTo(text);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "tipc", "pgm", "epgm", "norm", "udp", "ws", "wss", "vmci", "UDP" })
	void whatJeroMqLacksIsRefusedWithAWayOut(String scheme) {
		assertThatExceptionOfType(UnsupportedTransportException.class)
			.isThrownBy(() -> ZmqEndpoint.parse(scheme + "://127.0.0.1:5555"))
			.satisfies((ex) -> {
				assertThat(ex.getTransport()).isEqualToIgnoringCase(scheme);
				assertThat(ex.getReason()).contains("JeroMQ");
				assertThat(ex.getAction()).contains("bridge");
			});
	}

	@Test
	void anUnknownTransportIsRefused() {
		assertThatExceptionOfType(UnsupportedTransportException.class)
			.isThrownBy(() -> ZmqEndpoint.parse("http://localhost:80"))
			.satisfies((ex) -> assertThat(ex.getTransport()).isEqualTo("http"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://*:5555", "tcp://localhost:*", "tcp://localhost:0", "ipc://*" })
	void wildcardsCannotBeConnected(String text) {
		assertThatExceptionOfType(ZmqEndpointException.class)
			.isThrownBy(() -> ZmqEndpoint.parse(text).requireConnectable("feed"))
			.satisfies((ex) -> {
				assertThat(ex.getSocketName()).isEqualTo("feed");
				assertThat(ex.getProperty()).isEqualTo("connect");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "tcp://localhost:5555", "tcp://[::1]:5555", "inproc://*", "ipc:///tmp/feed" })
	void everythingElseCanBeConnected(String text) {
		assertThat(ZmqEndpoint.parse(text).requireConnectable("feed")).hasToString(text);
	}

	@Test
	void theConstructorChecksToo() {
		assertThatExceptionOfType(ZmqEndpointException.class)
			.isThrownBy(() -> new ZmqEndpoint(ZmqTransport.TCP, "localhost"));
		assertThat(new ZmqEndpoint(ZmqTransport.TCP, "localhost:0")).hasToString("tcp://localhost:*");
	}

	@Test
	void onlyAnAddressInBracketsIsIpv6() {
		assertThat(ZmqEndpoint.parse("tcp://[::1]:5555").isIpv6Literal()).isTrue();
		assertThat(ZmqEndpoint.parse("tcp://localhost:5555").isIpv6Literal()).isFalse();
		assertThat(ZmqEndpoint.parse("inproc://[::1]").isIpv6Literal()).isFalse();
	}

}
