package sluice.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link RealMongod} to be started. */
public final class MongodBuilder {
    private static final String FOLDER = "sluice-mongod";

    private boolean replicaSet;
    private boolean testCommands;
    private double cacheGigabytes = 1;
    private boolean inMemory;
    private MongodSettings.@Nullable Login login;
    private @Nullable TestCertificate certificate;
    private @Nullable Path dbPath;
    private final List<String> options = new ArrayList<>();

    MongodBuilder() {}

    /** Whether it is a replica set with one member, which has transactions and an oplog. Default: false. */
    public MongodBuilder replicaSet(boolean value) {
        replicaSet = value;
        return this;
    }

    /** Whether the fail points and other test commands are there. Default: false. */
    public MongodBuilder testCommands(boolean value) {
        testCommands = value;
        return this;
    }

    /** The storage engine's cache in gigabytes, from 0.25. Default: 1, so that several servers fit on a machine. */
    public MongodBuilder cacheGigabytes(double value) {
        cacheGigabytes = value;
        return this;
    }

    /** Makes a user with the role root and lets nobody in without a password. Default: no users. */
    public MongodBuilder auth(String user, String password) {
        login = new MongodSettings.Login(user, password);
        return this;
    }

    /** Lets nobody in without TLS. Default: no TLS. */
    public MongodBuilder tls(TestCertificate value) {
        certificate = value;
        return this;
    }

    /**
     * Whether the data may lie on a file system in memory, if the machine has one with room. They outlive the server's
     * death there as they do on a disk. Not for what measures. Default: false.
     */
    public MongodBuilder inMemory(boolean value) {
        inMemory = value;
        return this;
    }

    /** The data folder; it stays when the server is closed. Default: a temporary one, deleted at the end. */
    public MongodBuilder dbPath(Path value) {
        dbPath = value;
        return this;
    }

    /** More of mongod's own command line. */
    public MongodBuilder option(String... values) {
        options.addAll(List.of(values));
        return this;
    }

    /**
     * Starts the server and returns when it takes writes: about a second, two for a replica set.
     *
     * @throws IllegalStateException if there is no mongod or it does not start; the message says why
     */
    public RealMongod start() {
        return RealMongod.start(
                new MongodSettings(replicaSet, testCommands, cacheGigabytes, login, certificate, options),
                inMemory ? Folders.temporaryInMemory(FOLDER) : Folders.temporary(FOLDER),
                dbPath);
    }
}
