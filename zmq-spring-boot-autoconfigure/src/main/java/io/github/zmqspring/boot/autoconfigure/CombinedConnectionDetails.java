package io.github.zmqspring.boot.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.zmqspring.error.UnknownSocketException;
import org.jspecify.annotations.Nullable;

/**
 * What several containers say together: there is one {@link ZmqConnectionDetails} bean
 * for each.
 */
class CombinedConnectionDetails implements ZmqConnectionDetails {

	private final List<ZmqConnectionDetails> parts;

	CombinedConnectionDetails(Stream<ZmqConnectionDetails> parts) {
		this.parts = parts.toList();
	}

	@Override
	public @Nullable List<String> getConnect(String socketName) {
		List<List<String>> said = this.parts.stream()
			.map((part) -> part.getConnect(socketName))
			.filter(Objects::nonNull)
			.toList();
		return said.isEmpty() ? null : said.stream().flatMap(List::stream).distinct().toList();
	}

	/**
	 * Refuse what is said of a socket that nobody declares: it would have no effect.
	 * @param properties declare the sockets
	 * @throws UnknownSocketException if there is no such socket
	 */
	void requireDeclared(ZmqProperties properties) {
		Set<String> declared = new LinkedHashSet<>(properties.getSockets().keySet());
		properties.getProxies()
			.keySet()
			.forEach((proxy) -> declared.addAll(List.of(proxy + ".frontend", proxy + ".backend", proxy + ".capture")));
		for (ZmqConnectionDetails part : this.parts) {
			for (String name : part.getSocketNames()) {
				if (!declared.contains(name)) {
					throw new UnknownSocketException(name, new ArrayList<>(declared), String.valueOf(part));
				}
			}
		}
	}

}
