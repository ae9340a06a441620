package io.github.zmqspring.security;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A command that makes a fresh CURVE key pair. With a name it writes the certificate
 * files {@code <name>.key} and {@code <name>.key_secret}, the second readable by its
 * owner only, and prints the public key; it never overwrites a file. Without arguments it
 * prints both keys, for those who keep them elsewhere.
 */
public final class GenerateCurveKeys {

	private static final String USAGE = """
			Usage: GenerateCurveKeys [name]
			  With a name, maybe with a directory in front, it writes <name>.key and <name>.key_secret.
			  Without, it prints both keys.""";

	private final PrintStream out;

	private final PrintStream err;

	GenerateCurveKeys(PrintStream out, PrintStream err) {
		this.out = out;
		this.err = err;
	}

	/**
	 * Run the command. Its exit code is 0, or 1 if the files could not be written, or 2
	 * if it was called wrongly.
	 * @param args nothing, or the name of the files
	 */
	public static void main(String[] args) {
		int code = new GenerateCurveKeys(System.out, System.err).run(args);
		if (code != 0) {
			System.exit(code);
		}
	}

	int run(String... args) {
		if (args.length > 1 || (args.length == 1 && (args[0].isBlank() || args[0].startsWith("-")))) {
			this.err.println(USAGE);
			return 2;
		}
		CurveKeyPair pair = generate();
		if (args.length == 0) {
			this.out.println("public-key: \"" + pair.publicKey().z85() + "\"");
			this.out.println("secret-key: \"" + pair.secretKey().z85() + "\"");
			return 0;
		}
		return write(pair, Path.of(args[0] + ".key"), Path.of(args[0] + ".key_secret"));
	}

	private static CurveKeyPair generate() {
		CurveKeyPair pair = CurveKeyPair.generate();
		while (!isPlain(pair.publicKey()) || !isPlain(pair.secretKey())) {
			pair = CurveKeyPair.generate();
		}
		return pair;
	}

	/**
	 * One key in 200 has the beginning of a placeholder in it, which Spring may replace.
	 */
	static boolean isPlain(CurveKey key) {
		String text = key.z85();
		return !text.contains("${") && !text.contains("#{");
	}

	private int write(CurveKeyPair pair, Path publicFile, Path secretFile) {
		CurveCertificate certificate = new CurveCertificate(pair.publicKey(), pair.secretKey());
		try {
			requireAbsent(publicFile);
			create(secretFile, certificate.secretText(), "rw-------");
			create(publicFile, certificate.publicText(), "rw-r--r--");
		}
		catch (FileAlreadyExistsException ex) {
			this.err.println(ex.getFile() + " is there already and was left as it is");
			return 1;
		}
		catch (IOException ex) {
			this.err.println("Cannot write " + publicFile + " and " + secretFile + ": " + ex);
			return 1;
		}
		this.out.println("Wrote " + publicFile + " and, for its owner only, " + secretFile);
		this.out.println("public-key: \"" + pair.publicKey().z85() + "\"");
		return 0;
	}

	private static void requireAbsent(Path file) throws FileAlreadyExistsException {
		if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
			throw new FileAlreadyExistsException(file.toString());
		}
	}

	/**
	 * Create a file with its permissions, so that the secret is never there without them.
	 */
	private static void create(Path file, String text, String permissions) throws IOException {
		boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
		FileAttribute<?>[] attributes = posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
		Files.createFile(file, attributes);
		Files.writeString(file, text, StandardOpenOption.WRITE);
	}

}
