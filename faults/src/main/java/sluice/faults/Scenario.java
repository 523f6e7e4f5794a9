package sluice.faults;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One kind of disturbance.
 *
 * @param name by which it is asked for
 * @param says what happens, a clause
 * @param server what server it needs
 * @param modes in which it makes sense
 * @param kinds of server on which it makes sense
 * @param shape what it changes about the data
 * @param script what is done
 */
record Scenario(
        String name,
        String says,
        Server server,
        Set<Mode> modes,
        Set<Backend.Kind> kinds,
        UnaryOperator<Shape> shape,
        Script script) {

    /** What server a scenario needs. */
    enum Server {
        /** One that other scenarios use too. */
        SHARED,
        /** One that lets nobody in without a password. */
        WITH_USERS,
        /** One whose disk is small. */
        ON_SMALL_DISK
    }

    /** What is done in a scenario, up to the verdict. */
    interface Script {
        Verdict play(Stage stage) throws IOException;
    }

    /** A scenario for every mode and server. */
    static Scenario of(String name, String says, Script script) {
        return new Scenario(
                name,
                says,
                Server.SHARED,
                Set.of(Mode.values()),
                Set.of(Backend.Kind.values()),
                shape -> shape,
                script);
    }

    Scenario on(Server newServer) {
        return new Scenario(name, says, newServer, modes, kinds, shape, script);
    }

    Scenario in(Mode first, Mode... more) {
        return new Scenario(name, says, server, EnumSet.of(first, more), kinds, shape, script);
    }

    Scenario only(Backend.Kind kind) {
        return new Scenario(name, says, server, modes, Set.of(kind), shape, script);
    }

    Scenario shaped(UnaryOperator<Shape> newShape) {
        return new Scenario(name, says, server, modes, kinds, newShape, script);
    }
}
