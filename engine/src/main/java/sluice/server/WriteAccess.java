package sluice.server;

/**
 * All that a writer needs of a server. Not thread-safe: each worker has its own, which takes a connection of its own while a
 * write is under way.
 *
 * @param port the way of its commands; closed with this
 * @param terms what each write command says
 * @param retries how long transient errors are put up with
 */
public record WriteAccess(CommandPort port, WriteTerms terms, Retries retries) implements AutoCloseable {

    @Override
    public void close() {
        port.close();
    }
}
