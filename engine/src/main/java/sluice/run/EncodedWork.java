package sluice.run;

import java.util.List;
import sluice.bson.EncodedChunk;
import sluice.bson.Selection;
import sluice.csv.Chunk;
import sluice.outcome.Reject;

/**
 * A chunk that was parsed and encoded, on its way into its collection.
 *
 * @param source whose it is
 * @param ticket its number in the collection
 * @param chunk its bytes
 * @param encoded its documents
 * @param rejects its rejects so far; the way it goes adds to them
 * @param orphans which documents refer to nothing; these are rejects already
 */
record EncodedWork(
        SourceTask source, long ticket, Chunk chunk, EncodedChunk encoded, List<Reject> rejects, boolean[] orphans) {

    CollectionTask collection() {
        return source.collection();
    }

    /** Selects all documents that are not orphans. */
    void selectAll(Selection selection) {
        for (int i = 0; i < encoded.count(); i++) {
            if (!orphans[i]) {
                selection.add(i);
            }
        }
    }
}
