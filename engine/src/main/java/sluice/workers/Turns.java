package sluice.workers;

/** Lets workers do something one after the other, by the number of their tickets. Thread-safe. */
public final class Turns {
    private long turn;
    private boolean abandoned;

    /**
     * Waits for a ticket's turn.
     *
     * @throws AbandonedException where the one before will never come
     */
    public synchronized void await(long ticket) {
        boolean interrupted = false;
        while (turn != ticket && !abandoned) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (abandoned) {
            throw new AbandonedException();
        }
    }

    /** Lets the next one in. */
    public synchronized void pass() {
        turn++;
        notifyAll();
    }

    /** Lets go of those that wait for one that will never come. */
    public synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }
}
