package sluice.server;

import com.mongodb.client.MongoClient;

/** What all views of one connection share. Thread-safe. */
record Connection(
        MongoClient client,
        ServerIdentity identity,
        Trust trust,
        Abilities abilities,
        ServerErrors errors,
        RestartWatch restarts,
        LongWork longWork) {}
