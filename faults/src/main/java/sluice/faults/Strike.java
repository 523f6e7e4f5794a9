package sluice.faults;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import sluice.testkit.FaultProxy.Direction;

/**
 * A fault that hits a running load. When it strikes, the loader's requests are held; when it is over, they flow again.
 *
 * @param name as the random schedules show it
 * @param exitCodes how the load may end, besides with everything loaded
 * @param action what it does
 */
record Strike(String name, Set<Integer> exitCodes, Action action) {
    static final Set<Integer> NONE = Set.of();
    static final Set<Integer> FAILED = Set.of(3);
    static final Set<Integer> INTERRUPTED = Set.of(4);
    private static final Set<Integer> KILLED = Set.of(137);
    private static final List<String> WRITES = List.of("insert", "update", "delete", "findAndModify");
    private static final int WAIT_FOR_WORD_MILLIS = 20_000;

    /** What a fault does. */
    interface Action {
        void strike(Stage stage, Loader.Running running);
    }

    static Strike killLoader() {
        return new Strike("kill -9", KILLED, (stage, running) -> {
            running.signal("KILL");
            stage.flow();
        });
    }

    static Strike signal(String name) {
        return new Strike("SIG" + name, INTERRUPTED, (stage, running) -> {
            running.signal(name);
            awaitWord(running);
            stage.flow();
        });
    }

    static Strike interruptTwice() {
        return new Strike("SIGINT twice", INTERRUPTED, (stage, running) -> {
            running.signal("INT");
            awaitWord(running);
            running.signal("INT");
            stage.flow();
        });
    }

    /** The second of two signals is only a second one once the first was heard. */
    private static void awaitWord(Loader.Running running) {
        for (int waited = 0; waited < WAIT_FOR_WORD_MILLIS && running.isAlive(); waited += 20) {
            if (running.output().contains("Stopping")) {
                return;
            }
            Stage.pause(20);
        }
    }

    static Strike pauseLoader(Duration length) {
        return new Strike("SIGSTOP " + length.toSeconds() + " s", FAILED, (stage, running) -> {
            stage.flow();
            running.signal("STOP");
            Stage.pause(length.toMillis());
            running.signal("CONT");
        });
    }

    static Strike cut() {
        return network("cut", stage -> stage.backend().proxy().cut());
    }

    static Strike hangUp() {
        return network("hang up", stage -> stage.backend().proxy().hangUp());
    }

    static Strike halfClose(Direction direction) {
        return network(
                "half-close " + direction, stage -> stage.backend().proxy().halfClose(direction));
    }

    static Strike swallowReplies() {
        return network("swallow replies", stage -> stage.backend().proxy().swallow(Direction.REPLIES));
    }

    private static Strike network(String name, Consumer<Stage> fault) {
        return new Strike(name, FAILED, (stage, running) -> {
            fault.accept(stage);
            stage.flow();
        });
    }

    /** Everything stands still and then goes on as if nothing had been. */
    static Strike stall(Duration length) {
        return new Strike("stall " + length.toSeconds() + " s", NONE, (stage, running) -> {
            stage.backend().proxy().stall(Direction.REQUESTS, Direction.REPLIES);
            Stage.pause(length.toMillis());
            stage.flow();
        });
    }

    /** Nobody listens for a while. */
    static Strike refuse(Duration length) {
        return new Strike("refuse " + length.toSeconds() + " s", NONE, (stage, running) -> {
            stage.backend().proxy().refuse();
            stage.backend().proxy().cut();
            stage.flow();
            Stage.pause(length.toMillis());
            stage.backend().proxy().accept();
        });
    }

    static Strike delay(Duration length) {
        return new Strike("delay " + length.toMillis() + " ms", NONE, (stage, running) -> {
            stage.backend().proxy().delay(length);
            stage.flow();
        });
    }

    static Strike throttle(long bytesPerSecond) {
        return new Strike("throttle " + bytesPerSecond, NONE, (stage, running) -> {
            stage.backend().proxy().throttle(bytesPerSecond);
            stage.flow();
        });
    }

    static Strike fail(String name, int times, Document how) {
        return new Strike(name + " x " + times, NONE, (stage, running) -> {
            stage.backend().faults().failCommands(times, WRITES, how);
            stage.flow();
        });
    }

    static Strike failCode(int code, int times) {
        return fail("error " + code, times, new Document("errorCode", code));
    }

    static Strike failConnection(int times) {
        return fail("closed connection", times, new Document("closeConnection", true));
    }

    /** The write is done and nevertheless reported as perhaps not durable. */
    static Strike failWriteConcern(int code, int times) {
        Document error = new Document("code", code).append("errmsg", "as told by the fail point");
        return fail("write concern error " + code, times, new Document("writeConcernError", error));
    }

    static Strike restartServer(Duration pause) {
        return new Strike("kill -9 mongod", NONE, (stage, running) -> {
            stage.backend().server().kill();
            // A replica set's member looks for itself at its address, which is the proxy's, when it starts.
            stage.flow();
            Stage.pause(pause.toMillis());
            stage.backend().server().restart();
        });
    }

    static Strike pauseServer(Duration length) {
        return new Strike("SIGSTOP mongod " + length.toSeconds() + " s", NONE, (stage, running) -> {
            stage.backend().faults().pause();
            stage.flow();
            Stage.pause(length.toMillis());
            stage.backend().faults().proceed();
        });
    }

    static Strike stepDown(Duration length) {
        return new Strike("step down " + length.toSeconds() + " s", NONE, (stage, running) -> {
            stage.backend().faults().stepDown(length);
            stage.flow();
        });
    }
}
