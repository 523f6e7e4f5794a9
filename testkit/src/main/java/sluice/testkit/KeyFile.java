package sluice.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret that members of a replica set with users share. */
final class KeyFile {
    private KeyFile() {}

    static Path in(Path folder) {
        return folder.resolve("keyfile");
    }

    /** Writes one. mongod refuses a file that others may read. */
    static void write(Path folder) throws IOException {
        byte[] secret = new byte[96];
        new SecureRandom().nextBytes(secret);
        Path file = Files.createFile(
                in(folder), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getEncoder().encodeToString(secret));
    }
}
