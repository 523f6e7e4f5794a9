package sluice.run;

import java.util.Map;
import sluice.gate.ChunkResult;
import sluice.gate.Gate;
import sluice.journal.KnownRejects.KnownReject;

/** Takes in the keys of chunks that an earlier try of the operation has loaded. Nothing is written. */
final class KnownChunk implements Way {
    private final Commits commits;
    private final KeysGiveWay keysGiveWay;

    KnownChunk(Commits commits, KeysGiveWay keysGiveWay) {
        this.commits = commits;
        this.keysGiveWay = keysGiveWay;
    }

    @Override
    public void take(EncodedWork work) {
        SourceTask source = work.source();
        CollectionTask collection = work.collection();
        Gate gate = collection.gate();
        long end = work.chunk().end();
        gate.await(work.ticket());
        long lastLine = 0;
        if (collection.lanes() == null) {
            Map<Long, KnownReject> known = source.knownRejects().before(end);
            if (gate.admitAgain(source.label(), work.encoded(), known, source.passedOver())) {
                lastLine = gate.lastLine(work.encoded());
            } else {
                keysGiveWay.from(collection, work.ticket());
            }
        }
        gate.pass();
        collection.meter().done(work.encoded().records(), 0);
        collection.meter().read(work.chunk().sourceLength());
        commits.commit(
                source,
                work.ticket(),
                ChunkResult.known(source.label(), end, work.encoded().nextLine(), lastLine));
    }
}
