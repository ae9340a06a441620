package io.github.zmqspring.boot.security;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

import io.github.zmqspring.security.CurveCertificate;
import io.github.zmqspring.security.CurveKey;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Reads CURVE keys as they stand in properties: written out in Z85, or as the location of
 * a file that holds either that or a certificate of CZMQ, JeroMQ or pyzmq. A file with a
 * secret key must not be readable by everybody.
 */
public final class CurveKeyReader {

	private static final String FILE = "file:";

	private static final String CLASSPATH = "classpath:";

	/** More than any certificate has, so that a wrong location does not fill the heap. */
	private static final int MAX_SIZE = 64 * 1024;

	private static final Set<PosixFilePermission> OF_OTHERS = Set.of(PosixFilePermission.OTHERS_READ,
			PosixFilePermission.OTHERS_WRITE);

	private final ResourceLoader resources;

	/**
	 * Create a reader.
	 * @param resources opens {@code file:} and {@code classpath:}
	 */
	public CurveKeyReader(ResourceLoader resources) {
		this.resources = resources;
	}

	/**
	 * Return whether a text says where a key is, and is not a key itself.
	 * @param text the value of a property
	 * @return whether it begins with {@code file:} or {@code classpath:}
	 */
	public static boolean isLocation(String text) {
		return text.startsWith(FILE) || text.startsWith(CLASSPATH);
	}

	/**
	 * Read a public key.
	 * @param text the key in Z85 or the location of a file with it
	 * @return the key
	 * @throws KeyMaterialException if there is none
	 */
	public CurveKey publicKey(String text) {
		if (!isLocation(text)) {
			return key(text);
		}
		String content = read(text, false);
		return CurveCertificate.isCertificate(content) ? parse(text, content).publicKey() : key(text, content);
	}

	/**
	 * Read a secret key.
	 * @param text the key in Z85 or the location of a file with it
	 * @return the key
	 * @throws KeyMaterialException if there is none, or if everybody can read the file
	 */
	public CurveKey secretKey(String text) {
		if (!isLocation(text)) {
			return key(text);
		}
		String content = read(text, true);
		if (!CurveCertificate.isCertificate(content)) {
			return key(text, content);
		}
		CurveKey secret = parse(text, content).secretKey();
		if (secret == null) {
			throw new KeyMaterialException(text, "it is a public certificate and has no secret key",
					"Name the secret one of the two files, *.key_secret.", null);
		}
		return secret;
	}

	/**
	 * Read a certificate.
	 * @param location the location of the file
	 * @return the certificate, with or without a secret key
	 * @throws KeyMaterialException if there is none, or if it has a secret key and
	 * everybody can read the file
	 */
	public CurveCertificate certificate(String location) {
		String content = read(location, false);
		if (!CurveCertificate.isCertificate(content)) {
			throw new KeyMaterialException(location, "it is no certificate: it has no section 'curve'",
					"Name a certificate file, or set public-key or secret-key to the location of a key in Z85.", null);
		}
		CurveCertificate certificate = parse(location, content);
		if (certificate.secretKey() != null) {
			requirePrivate(location);
		}
		return certificate;
	}

	private String read(String location, boolean secret) {
		Resource resource = this.resources.getResource(location);
		try (InputStream input = resource.getInputStream()) {
			byte[] bytes = input.readNBytes(MAX_SIZE + 1);
			if (bytes.length > MAX_SIZE) {
				throw new KeyMaterialException(location, "it is too large for a key",
						"Name a file with a key in Z85 or a certificate.", null);
			}
			if (secret) {
				requirePrivate(location);
			}
			return new String(bytes, StandardCharsets.UTF_8);
		}
		catch (FileNotFoundException | NoSuchFileException ex) {
			throw new KeyMaterialException(location, "there is no such file, or it cannot be read",
					"Create it (see \"Make keys\" in the documentation), or correct the location.", ex);
		}
		catch (AccessDeniedException ex) {
			throw new KeyMaterialException(location, "this user may not read it",
					"Make the user that runs the application its owner.", ex);
		}
		catch (IOException ex) {
			throw new KeyMaterialException(location, "it cannot be read: " + ex.getMessage(), "Check the file.", ex);
		}
	}

	/**
	 * What is on the class path is as public as the application itself, and was put there
	 * on purpose.
	 */
	private void requirePrivate(String location) {
		if (location.startsWith(CLASSPATH)) {
			return;
		}
		Path file = file(location);
		if (file != null && isOpenToOthers(file)) {
			throw new KeyMaterialException(location, "everybody on this machine may read or change the secret key",
					"Run \"chmod o= " + file + "\" (in Kubernetes set defaultMode: 0400 on the secret's volume), and "
							+ "make a new key pair if somebody else may have read it.",
					null);
		}
	}

	private @Nullable Path file(String location) {
		Resource resource = this.resources.getResource(location);
		try {
			return resource.isFile() ? resource.getFile().toPath() : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static boolean isOpenToOthers(Path file) {
		PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
		if (view == null) {
			return false;
		}
		try {
			return view.readAttributes().permissions().stream().anyMatch(OF_OTHERS::contains);
		}
		catch (IOException ex) {
			throw new KeyMaterialException(file.toString(), "its permissions cannot be read: " + ex.getMessage(),
					"Check the file.", ex);
		}
	}

	private static CurveCertificate parse(String location, String content) {
		try {
			return CurveCertificate.parse(content);
		}
		catch (IllegalArgumentException ex) {
			throw new KeyMaterialException(location, String.valueOf(ex.getMessage()),
					"Write the certificate anew, or copy it again.", ex);
		}
	}

	private static CurveKey key(String text) {
		try {
			return CurveKey.of(text);
		}
		catch (IllegalArgumentException ex) {
			throw new KeyMaterialException(null, String.valueOf(ex.getMessage()),
					"Set a key in Z85, 40 characters long and in quotes, or the location of one with file: or "
							+ "classpath: in front.",
					null);
		}
	}

	private static CurveKey key(String location, String content) {
		try {
			return CurveKey.of(content.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new KeyMaterialException(location, String.valueOf(ex.getMessage()),
					"Write one key in Z85 and nothing else into the file, or a certificate.", null);
		}
	}

}
