package io.github.zmqspring.docs;

import java.util.Map;

import io.github.zmqspring.security.PlainUsers;
import io.github.zmqspring.socket.ZmqSocketRegistry;

import org.springframework.stereotype.Component;

/**
 * A snippet of {@code security.md}.
 */
@Component
class Staff {

	private final PlainUsers users;

	private final ZmqSocketRegistry sockets;

	Staff(PlainUsers users, ZmqSocketRegistry sockets) {
		this.users = users;
		this.sockets = sockets;
	}

	void replace(Map<String, String> passwords) {
		this.users.replace(passwords);
		this.sockets.get("tasks")
			.control()
			.cutOff((peer) -> !passwords.containsKey(String.valueOf(peer.userId())), "the list of staff has changed");
	}

}
