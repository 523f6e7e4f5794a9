package sluice.run;

import sluice.bson.Selection;
import sluice.gate.ChunkResult;
import sluice.gate.Gate;

/**
 * Inserts with keys: chunks are admitted in file order, and the admitted documents are written in any order. When the keys
 * no longer fit into memory, this chunk and all after it go through the lanes.
 */
final class OrderedInsert implements Way {
    private final BatchInserter inserter;
    private final Commits commits;
    private final LaneWay lanes;
    private final KeysGiveWay keysGiveWay;
    private final Selection admitted = new Selection();

    OrderedInsert(BatchInserter inserter, Commits commits, LaneWay lanes, KeysGiveWay keysGiveWay) {
        this.inserter = inserter;
        this.commits = commits;
        this.lanes = lanes;
        this.keysGiveWay = keysGiveWay;
    }

    @Override
    public void take(EncodedWork work) {
        CollectionTask collection = work.collection();
        Gate gate = collection.gate();
        gate.await(work.ticket());
        if (collection.lanes() != null) {
            lanes.take(work);
            return;
        }
        admitted.clear();
        Gate.Passage passage = gate.admit(work.source().label(), work.encoded(), work.orphans(), admitted);
        if (passage instanceof Gate.Admitted decided) {
            gate.pass();
            work.rejects().addAll(decided.rejects());
            ChunkResult result = inserter.insert(work, admitted, decided);
            commits.commit(work.source(), work.ticket(), result);
        } else {
            keysGiveWay.from(collection, work.ticket());
            lanes.take(work);
        }
    }
}
