package io.github.zmqspring.interop;

import io.github.zmqspring.security.CurveKey;

import static io.github.zmqspring.interop.PyzmqPeer.literal;

/**
 * pyzmq's authenticator (RFC 27), which lets in who it is told of, and the context of the
 * servers that ask it.
 */
final class PyzmqAuthenticator implements AutoCloseable {

	private final PyzmqPeer pyzmq;

	private PyzmqAuthenticator(PyzmqPeer pyzmq) {
		this.pyzmq = pyzmq;
	}

	/** Start it: one for each process. */
	static PyzmqAuthenticator start(PyzmqPeer pyzmq) {
		pyzmq.exec("""
				import pathlib, tempfile
				from zmq.auth.certs import _write_key_file
				from zmq.auth.thread import ThreadAuthenticator
				secured_context = zmq.Context()
				secured_context.rcvtimeo = 60000
				certificates = tempfile.TemporaryDirectory()
				authenticator = ThreadAuthenticator(secured_context)
				authenticator.start()
				""");
		return new PyzmqAuthenticator(pyzmq);
	}

	/**
	 * Make a key pair: the variables {@code NAME_public} and {@code NAME_secret}.
	 * @return the public key
	 */
	static CurveKey keyPair(PyzmqPeer pyzmq, String name) {
		pyzmq.exec("%1$s_public, %1$s_secret = zmq.curve_keypair()".formatted(name));
		return key(pyzmq, name + "_public");
	}

	static CurveKey key(PyzmqPeer pyzmq, String variable) {
		return CurveKey.of(pyzmq.eval(variable + ".decode()"));
	}

	void letIn(String user, String password) {
		this.pyzmq.exec("authenticator.configure_plain(domain='*', passwords={%s: %s})".formatted(literal(user),
				literal(password)));
	}

	/** Let in who has the key in a variable. */
	void letIn(String publicKeyVariable) {
		this.pyzmq.exec("""
				_write_key_file(pathlib.Path(certificates.name) / 'friend.key', '', %s)
				authenticator.configure_curve(domain='*', location=certificates.name)
				""".formatted(publicKeyVariable));
	}

	/** Make a socket that asks it. */
	PyzmqSocket socket(String type) {
		String variable = "secured_" + type;
		this.pyzmq.exec("%s = secured_context.socket(zmq.%s)".formatted(variable, type));
		return new PyzmqSocket(this.pyzmq, variable);
	}

	@Override
	public void close() {
		this.pyzmq.exec("""
				authenticator.stop()
				secured_context.destroy(0)
				certificates.cleanup()
				""");
	}

}
