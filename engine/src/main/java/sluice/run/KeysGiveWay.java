package sluice.run;

/** What happens when a collection's keys no longer fit into memory: the server's unique index decides from then on. */
final class KeysGiveWay {
    private final Notice notice;

    /** Hears of it. */
    interface Notice {
        /** The keys of a collection have given way. */
        void keysGaveWay(CollectionTask collection);
    }

    KeysGiveWay(Notice notice) {
        this.notice = notice;
    }

    /**
     * Waits until all before a chunk is committed, builds the unique indexes, and opens the lanes. The chunk is at the gate,
     * so no other one passes meanwhile.
     */
    void from(CollectionTask collection, long ticket) {
        collection.gate().awaitCommitted(ticket);
        collection.buildUniqueIndexes();
        collection.openLanes();
        notice.keysGaveWay(collection);
    }
}
