package sluice.server;

/** Hears that a server keeps a load waiting. Called by any worker, perhaps by several at once; must return quickly. */
public interface RetryListener {
    /**
     * A command failed and will be sent again.
     *
     * @param reason why, without secrets
     * @param seconds since it was sent first
     */
    void waiting(String reason, double seconds);

    /** A command that had failed has succeeded. */
    void goesOn();
}
