package sluice.run;

import sluice.server.Server;
import sluice.workers.Pacing;

/**
 * What all workers of a run share.
 *
 * @param server where they write
 * @param database the database
 * @param keySeed the seed of all hashes of keys
 * @param pacing lets their writes through
 * @param parents knows the keys that references may have
 * @param committed hears of each chunk that is committed
 * @param keysGiveWay what happens when a collection's keys no longer fit into memory
 */
record RunContext(
        Server server,
        String database,
        long keySeed,
        Pacing pacing,
        Parents parents,
        CollectionTask.CommitListener committed,
        KeysGiveWay keysGiveWay) {}
