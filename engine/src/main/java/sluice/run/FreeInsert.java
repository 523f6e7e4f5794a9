package sluice.run;

import sluice.bson.Selection;
import sluice.gate.ChunkResult;
import sluice.gate.Gate;

/** Inserts without a key: every document is taken, and batches may arrive in any order. */
final class FreeInsert implements Way {
    private final BatchInserter inserter;
    private final Commits commits;
    private final Selection all = new Selection();

    FreeInsert(BatchInserter inserter, Commits commits) {
        this.inserter = inserter;
        this.commits = commits;
    }

    @Override
    public void take(EncodedWork work) {
        all.clear();
        work.selectAll(all);
        ChunkResult result = inserter.insert(work, all, Gate.Admitted.ALL);
        commits.commit(work.source(), work.ticket(), result);
    }
}
