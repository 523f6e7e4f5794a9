package sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bson.BsonBinary;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.Binary;
import org.bson.types.Symbol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    @RegisterExtension
    final Session session = Session.own();

    @BeforeEach
    void insertOne() {
        session.collection("c").insertOne(new Document("_id", 1).append("x", "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{create: 'd', validator: {x: 1}}",
                "{create: 'd', capped: true, size: 1000}",
                "{create: 'd', timeseries: {timeField: 't'}}",
                "{create: 'd', clusteredIndex: {key: {_id: 1}, unique: true}}",
                "{create: 'd', collation: {locale: 'en'}}",
                "{create: 'd', viewOn: 'c', pipeline: []}",
                "{collMod: 'c', validator: {}}",
                "{explain: {find: 'c'}}",
                "{mapReduce: 'c'}",
                "{createIndexes: 'c', indexes: [{key: {x: 1}, name: 'i', partialFilterExpression: {x: 1}}]}",
                "{createIndexes: 'c', indexes: [{key: {x: 1}, name: 'i', collation: {locale: 'en'}}]}",
                "{createIndexes: 'c', indexes: [{key: {x: 1}, name: 'i', expireAfterSeconds: 1}]}",
                "{createIndexes: 'c', indexes: [{key: {x: 'text'}, name: 'i'}]}",
                "{createIndexes: 'c', indexes: [{key: {x: '2dsphere'}, name: 'i'}]}",
                "{createIndexes: 'c', indexes: [{key: {x: 'hashed'}, name: 'i'}]}",
                "{createIndexes: 'c', indexes: [{key: {'$**': 1}, name: 'i'}]}",
                "{createIndexes: 'c', indexes: [{key: {x: 1}, name: '_id_'}]}",
                "{insert: 'c', documents: [{x: 1}], writeConcern: {w: 0}}",
                "{insert: 'c', documents: [{x: 1}], writeConcern: {w: 2}}",
                "{insert: 'c', documents: [{x: 1}], writeConcern: {w: 'elsewhere'}}",
                "{insert: 'c', documents: [{x: 1}], bypassDocumentValidation: true}",
                "{insert: 'c', documents: [{x: 1}], txnNumber: 1}",
                "{insert: 'c', documents: [{x: 1}], startTransaction: true, autocommit: false}",
                "{update: 'c', updates: [{q: {}, u: [{$set: {x: 1}}]}]}",
                "{update: 'c', updates: [{q: {}, u: {$set: {'x.$[a]': 1}}, arrayFilters: [{a: 1}]}]}",
                "{update: 'c', updates: [{q: {}, u: {$set: {x: 1}}, collation: {locale: 'en'}}]}",
                "{delete: 'c', deletes: [{q: {}, limit: 0, collation: {locale: 'en'}}]}",
                "{findAndModify: 'c', query: {}, update: {$set: {x: 1}}}",
                "{distinct: 'c', key: 'x'}",
                "{find: 'c', hint: {_id: 1}, min: {_id: 0}, max: {_id: 9}}",
                "{aggregate: 'c', pipeline: [{$out: 'd'}], cursor: {}}",
                "{aggregate: 'c', pipeline: [{$merge: 'c'}], cursor: {}}",
                "{aggregate: 'c', pipeline: [{$facet: {a: [{$merge: 'c'}]}}], cursor: {}}",
                "{find: 'c', collation: {locale: 'en'}}",
                "{find: 'c', tailable: true}",
                "{find: 'c', filter: {x: {$near: [1, 1]}}}",
                "{find: 'c', filter: {$text: {$search: 'x'}}}",
                "{find: 'c', filter: {$where: '1'}}",
                "{find: 'c', filter: {$jsonSchema: {}}}",
                "{aggregate: 'c', pipeline: [], cursor: {}, collation: {locale: 'en'}}",
                "{aggregate: 'c', pipeline: [], explain: true}",
                "{aggregate: 'c', pipeline: [{$unionWith: 'd'}], cursor: {}}",
                "{aggregate: 'c', pipeline: [{$setWindowFields: {}}], cursor: {}}",
                "{aggregate: 'c', pipeline: [{$changeStream: {}}], cursor: {}}",
                "{aggregate: 'c', pipeline: [{$project: {y: {$type: '$x'}}}], cursor: {}}",
                "{aggregate: 'c', pipeline: [{$project: {y: {$regexMatch: {input: '$x', regex: 'a'}}}}], cursor: {}}",
                "{aggregate: 'c', pipeline: [{$project: {y: {$dateFromString: {dateString: '$x'}}}}], cursor: {}}",
                "{aggregate: 'c', pipeline: [{$project: {y: {$nothingLikeThis: 1}}}], cursor: {}}",
                "{getLastError: 1}",
            })
    void isRefusedWithACommandErrorAndChangesNothing(String command) {
        Throwable error = catchThrowable(() -> {
            Document reply = session.run(command);
            if (reply.containsKey("writeErrors")) {
                throw new MongoException("write errors: " + reply);
            }
        });

        assertThat(error).as(command).isInstanceOf(MongoException.class);
        assertThat(error).as(command).isNotInstanceOf(MongoSocketException.class);
        assertThat(session.collection("c").find()).singleElement().hasToString("Document{{_id=1, x=a}}");
        assertThat(session.database().listCollectionNames()).containsExactly("c");
        assertThat(session.collection("c").listIndexes()).hasSize(1);
    }

    @Test
    void aRefusalSaysWhatToDo() {
        MongoCommandException error = catchThrowableOfType(
                MongoCommandException.class, () -> session.run("{create: 'd', validator: {x: 1}}"));

        assertThat(error.getErrorCodeName()).isEqualTo("NotImplemented");
        assertThat(error.getErrorMessage())
                .isEqualTo("The embedded server doesn't support 'validator' in create; use a real MongoDB (--uri).");
    }

    @Test
    void anUnacknowledgedWriteIsNotDoneAndTheNextUseOfTheClientFails() {
        MongoCollection<Document> unacknowledged =
                session.collection("c").withWriteConcern(WriteConcern.UNACKNOWLEDGED);

        Throwable atOnce = catchThrowable(() -> unacknowledged.insertOne(new Document("_id", 2)));
        Throwable later = catchThrowable(() -> session.run("{ping: 1}"));

        assertThat(atOnce == null ? later : atOnce).isInstanceOf(MongoException.class);
        try (var other = MongoClients.create(session.server().connectionString())) {
            assertThat(other.getDatabase("test").getCollection("c").countDocuments())
                    .isEqualTo(1);
        }
    }

    @Test
    void sessionsAreNotOffered() {
        assertThatThrownBy(() -> {
                    try (var clientSession = session.client().startSession()) {
                        clientSession.startTransaction();
                        session.collection("c").insertOne(clientSession, new Document());
                    }
                })
                .isInstanceOf(MongoClientException.class);
    }

    @Test
    void valuesThatWouldComeBackChangedAreRefused() {
        MongoCollection<Document> collection = session.collection("c");

        assertThatThrownBy(() -> collection.insertOne(new Document("b", new Binary((byte) 0x80, new byte[3]))))
                .hasMessageContaining("subtype 128");
        assertThatThrownBy(() -> collection.insertOne(new Document("b", new Binary((byte) 5, new byte[16]))))
                .hasMessageContaining("subtype 5");
        assertThatThrownBy(() -> collection.insertOne(new Document("b", new Symbol("s"))))
                .hasMessageContaining("deprecated");
        collection.insertOne(new Document("b", new BsonBinary(new byte[3])));
        assertThat(collection.countDocuments()).isEqualTo(2);
    }

    @Test
    void bytesThatAreNoBsonAreRefusedOneByOne() {
        MongoCollection<RawBsonDocument> raw = session.database().getCollection("c", RawBsonDocument.class);
        List<byte[]> bad = List.of(
                element("\2s\0\2\0\0\0\377\0"),
                element("\20a\0\1\0\0\0\20a\0\2\0\0\0"),
                element("\2s\0\11\0\0\0x\0"),
                element("\4a\0\15\0\0\0\20" + "0\0\1\0\0\0\0\20"),
                element("Da\0"));
        for (byte[] bytes : bad) {
            assertThatThrownBy(() -> raw.insertOne(new RawBsonDocument(bytes))).isInstanceOf(MongoException.class);
        }
        assertThat(session.collection("c").countDocuments()).isEqualTo(1);
    }

    private static byte[] element(String latin1) {
        byte[] elements = ("\20_id\0\7\0\0\0" + latin1).getBytes(StandardCharsets.ISO_8859_1);
        byte[] document = new byte[elements.length + 5];
        Numbers.int32(document, 0, document.length);
        System.arraycopy(elements, 0, document, 4, elements.length);
        return document;
    }
}
