package sluice.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Query results that clients read in batches. A cursor that nobody has read for ten minutes is given up. */
final class Cursors {
    private static final int FIRST_BATCH = 101;

    /** A batch holds one document at least and stops growing here, which keeps every reply under the message limit. */
    private static final int BATCH_BYTES = BsonCheck.MAX_DOCUMENT;

    private static final long IDLE_NANOS = Duration.ofMinutes(10).toNanos();

    private final Map<Long, Open> open = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    private static final class Open {
        private final String namespace;
        private final Iterator<Document> documents;
        private volatile long lastUsed;

        Open(String namespace, Iterator<Document> documents) {
            this.namespace = namespace;
            this.documents = documents;
        }

        synchronized List<EncodedDocument> take(int most) {
            List<EncodedDocument> batch = new ArrayList<>();
            long bytes = 0;
            while (batch.size() < most && bytes < BATCH_BYTES && documents.hasNext()) {
                EncodedDocument document = new EncodedDocument(BsonWriter.document(documents.next()));
                bytes += document.bytes().length;
                batch.add(document);
            }
            lastUsed = System.nanoTime();
            return batch;
        }

        synchronized boolean isAtEnd() {
            return !documents.hasNext();
        }
    }

    /** Answers with the first batch, and keeps the rest for later unless only one batch is wanted. */
    Document first(String namespace, Iterator<Document> documents, int batchSize, boolean onlyOne) {
        Open cursor = new Open(namespace, documents);
        List<EncodedDocument> batch = cursor.take(batchSize < 0 ? FIRST_BATCH : batchSize);
        long id = 0;
        if (!onlyOne && !cursor.isAtEnd()) {
            forgetIdle();
            id = lastId.incrementAndGet();
            open.put(id, cursor);
        }
        return reply("firstBatch", batch, id, namespace);
    }

    Document next(long id, String namespace, int batchSize) {
        Open cursor = open.get(id);
        if (cursor == null || !cursor.namespace.equals(namespace)) {
            throw new MongoServerError(43, "CursorNotFound", "cursor id " + id + " not found");
        }
        try {
            List<EncodedDocument> batch = cursor.take(batchSize <= 0 ? Integer.MAX_VALUE : batchSize);
            boolean end = cursor.isAtEnd();
            if (end) {
                open.remove(id);
            }
            return reply("nextBatch", batch, end ? 0 : id, namespace);
        } catch (RuntimeException e) {
            open.remove(id);
            throw e;
        }
    }

    boolean kill(long id) {
        return open.remove(id) != null;
    }

    static Document all(String namespace, List<Document> documents) {
        return reply("firstBatch", documents, 0, namespace);
    }

    private static Document reply(String field, List<?> batch, long id, String namespace) {
        return new Document(
                "cursor", new Document(field, batch).append("id", id).append("ns", namespace));
    }

    private void forgetIdle() {
        long now = System.nanoTime();
        open.values().removeIf(cursor -> now - cursor.lastUsed > IDLE_NANOS);
    }
}
