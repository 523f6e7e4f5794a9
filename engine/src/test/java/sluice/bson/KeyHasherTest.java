package sluice.bson;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoWriteException;
import com.mongodb.client.model.IndexOptions;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonSymbol;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import sluice.testkit.Gen;
import sluice.testkit.Property;
import sluice.testkit.RealMongod;
import sluice.testkit.TestDatabase;

class KeyHasherTest {

    /** Two keys that are often nearly the same. */
    record Pair(BsonDocument one, BsonDocument other) {}

    private static Pair pair(Gen gen) {
        long number = gen.oneOf(0L, 1L, -1L, 3L, 1L << 31, (1L << 53) + 1, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE);
        return new Pair(document(gen, number), document(gen, gen.chance(80) ? number : gen.between(0, 3)));
    }

    private static BsonDocument document(Gen gen, long number) {
        return gen.chance(5) ? new BsonDocument() : new BsonDocument("k", value(gen, number, 0));
    }

    private static BsonValue value(Gen gen, long number, int depth) {
        return switch (gen.between(0, depth < 2 ? 17 : 15)) {
            case 0 -> new BsonInt32((int) number);
            case 1, 2 -> new BsonInt64(number);
            case 3, 4 -> new BsonDouble(number);
            case 5 -> new BsonDouble(gen.oneOf(0.1, 0.5, -0.0, 1e300, Double.NaN, Double.POSITIVE_INFINITY, 0x1p63));
            case 6, 7 -> decimal(gen, number);
            case 8 -> new BsonString(gen.oneOf("", "1", "a", "A", "é", "a\0b"));
            case 9 -> new BsonSymbol(gen.oneOf("1", "a"));
            case 10 -> gen.oneOf(BsonNull.VALUE, BsonBoolean.TRUE, BsonBoolean.FALSE);
            case 11 -> new BsonDateTime(number);
            case 12 -> new BsonTimestamp((int) number, 1);
            case 13 -> new BsonObjectId(new ObjectId((int) number, 7));
            case 14 -> new BsonBinary((byte) gen.between(0, 1), gen.bytes(2, "ab"));
            case 15 -> new BsonRegularExpression(gen.oneOf("a", "b"), gen.oneOf("", "i"));
            case 16 -> new BsonDocument(gen.oneOf("x", "y"), value(gen, number, depth + 1));
            default -> new BsonDocument("x", value(gen, number, depth + 1)).append("y", value(gen, number, depth + 1));
        };
    }

    private static BsonDecimal128 decimal(Gen gen, long number) {
        BigDecimal value = gen.oneOf(
                BigDecimal.valueOf(number),
                BigDecimal.valueOf(number).setScale(3),
                new BigDecimal("0.1"),
                new BigDecimal(0.1, MathContext.DECIMAL128),
                new BigDecimal("0.50"),
                new BigDecimal("1E300"),
                new BigDecimal("9223372036854775808"));
        Decimal128 decimal = gen.chance(90)
                ? new Decimal128(value.round(MathContext.DECIMAL128))
                : gen.oneOf(
                        Decimal128.NaN,
                        Decimal128.POSITIVE_INFINITY,
                        Decimal128.NEGATIVE_ZERO,
                        Decimal128.parse("-0E+3"),
                        Decimal128.parse("1E6000"));
        return new BsonDecimal128(decimal);
    }

    @Test
    void keysAreEqualExactlyWhereTheServersUniqueIndexFindsThemEqual() {
        try (TestDatabase database = TestDatabase.on(RealMongod.shared().connectionString())) {
            database.collection("keys")
                    .createIndex(new Document("pair", 1).append("k", 1), new IndexOptions().unique(true));
            AtomicInteger pairs = new AtomicInteger();
            Property.named("keys are equal exactly where the server's unique index finds them equal")
                    .cases(4_000)
                    .check(
                            KeyHasherTest::pair,
                            pair -> assertThat(hash(pair.one()).equals(hash(pair.other())))
                                    .isEqualTo(collide(database, pairs.incrementAndGet(), pair)));
        }
    }

    private static boolean collide(TestDatabase database, int number, Pair pair) {
        var keys = database.database().getCollection("keys", BsonDocument.class);
        keys.insertOne(pair.one().clone().append("pair", new BsonInt32(number)));
        try {
            keys.insertOne(pair.other().clone().append("pair", new BsonInt32(number)));
            return false;
        } catch (MongoWriteException e) {
            return true;
        }
    }

    private static List<Long> hash(BsonDocument document) {
        KeyHasher hasher = new KeyHasher(42);
        hasher.hash(new RawBsonDocument(document, new BsonDocumentCodec()), List.of("k"));
        return List.of(hasher.high(), hasher.low());
    }

    @Test
    void compoundKeysAreNotRunTogether() {
        assertThat(hash("{a: 'x', b: 'yz'}")).isNotEqualTo(hash("{a: 'xy', b: 'z'}"));
        assertThat(hash("{a: 'x', b: {c: 1}}")).isEqualTo(hash("{b: {c: 1.0}, a: 'x'}"));
        assertThat(hash("{a: 'x'}")).isEqualTo(hash("{a: 'x', b: null}"));
    }

    private static List<Long> hash(String json) {
        KeyHasher hasher = new KeyHasher(42);
        hasher.hash(new RawBsonDocument(BsonDocument.parse(json), new BsonDocumentCodec()), List.of("a", "b"));
        return List.of(hasher.high(), hasher.low());
    }

    @Test
    void nestedFieldsAreFound() {
        KeyHasher hasher = new KeyHasher(42);
        hasher.hash(
                new RawBsonDocument(BsonDocument.parse("{x: {y: {z: 7}}, q: 1}"), new BsonDocumentCodec()),
                List.of("x.y.z"));
        long nested = hasher.high();
        hasher.hash(new RawBsonDocument(BsonDocument.parse("{k: 7}"), new BsonDocumentCodec()), List.of("k"));
        assertThat(hasher.high()).isEqualTo(nested);
    }

    @Test
    void everySeedHasHashesOfItsOwn() {
        KeyHasher other = new KeyHasher(43);
        other.hash(new RawBsonDocument(BsonDocument.parse("{k: 1}"), new BsonDocumentCodec()), List.of("k"));
        assertThat(other.high()).isNotEqualTo(hash(BsonDocument.parse("{k: 1}")).get(0));
    }
}
