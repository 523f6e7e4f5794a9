package sluice.embedded;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.HashSet;
import java.util.Set;

/**
 * Accepts the BSON that is given back as it came, and refuses what isn't BSON or would come back changed.
 *
 * <p>Hot: runs over every byte that is inserted. It makes no objects for documents of up to {@value #FEW_FIELDS} fields.
 */
final class BsonCheck {
    static final int MAX_DOCUMENT = 16 << 20;

    private static final int MAX_DEPTH = 180;
    private static final int FEW_FIELDS = 24;

    private final byte[] bytes;
    private final int limit;

    private BsonCheck(byte[] bytes, int limit) {
        this.bytes = bytes;
        this.limit = limit;
    }

    /** Returns the end of the document that starts there. */
    static int document(byte[] bytes, int start, int limit) {
        return new BsonCheck(bytes, limit).document(start, 1, false);
    }

    private int document(int start, int depth, boolean array) {
        if (depth > MAX_DEPTH) {
            throw new MongoServerError(15, "Overflow", "Document is nested more than " + MAX_DEPTH + " levels deep");
        }
        int end = endOf(start, int32(start), 5);
        if (bytes[end - 1] != 0) {
            throw Errors.unreadable("A document doesn't end with a zero byte");
        }
        int fields = 0;
        int at = start + 4;
        while (at < end - 1) {
            int name = at + 1;
            int nameEnd = cstring(name, end);
            if (array) {
                checkIndex(name, nameEnd, fields);
            } else if (fields < FEW_FIELDS) {
                refuseTwin(start, at, nameEnd);
            }
            at = value(bytes[at], nameEnd + 1, end, depth);
            fields++;
        }
        if (at != end - 1) {
            throw Errors.unreadable("A document ends inside a value");
        }
        if (!array && fields > FEW_FIELDS) {
            refuseTwins(start, end);
        }
        return end;
    }

    private int value(byte type, int at, int end, int depth) {
        int next = switch (type) {
            case 0x01, 0x09, 0x11, 0x12 -> at + 8;
            case 0x02, 0x0D -> string(at, end);
            case 0x03 -> document(at, depth + 1, false);
            case 0x04 -> document(at, depth + 1, true);
            case 0x05 -> binary(at, end);
            case 0x07 -> at + 12;
            case 0x08 -> bool(at, end);
            case 0x0A, 0x7F, (byte) 0xFF -> at;
            case 0x0B -> cstring(cstring(at, end) + 1, end) + 1;
            case 0x10 -> at + 4;
            case 0x13 -> at + 16;
            case 0x06, 0x0C, 0x0E, 0x0F -> throw Errors.unsupported("the deprecated BSON type " + type);
            default -> throw Errors.unreadable("Unknown BSON type " + type);
        };
        if (next > end - 1) {
            throw Errors.unreadable("A value reaches behind its document");
        }
        return next;
    }

    private int string(int at, int end) {
        if (at + 4 > end) {
            throw Errors.unreadable("A string is cut off");
        }
        int length = int32(at);
        if (length < 1 || length > end - at - 4 || bytes[at + 3 + length] != 0) {
            throw Errors.unreadable("A string's length is wrong");
        }
        Utf8.check(bytes, at + 4, at + 3 + length);
        return at + 4 + length;
    }

    private int cstring(int at, int end) {
        int stop = at;
        while (stop < end && bytes[stop] != 0) {
            stop++;
        }
        if (stop >= end) {
            throw Errors.unreadable("A name has no end");
        }
        Utf8.check(bytes, at, stop);
        return stop;
    }

    private int binary(int at, int end) {
        if (at + 5 > end) {
            throw Errors.unreadable("A binary value is cut off");
        }
        int length = int32(at);
        int subtype = bytes[at + 4] & 0xFF;
        if (length < 0 || length > end - at - 5) {
            throw Errors.unreadable("A binary value's length is wrong");
        }
        boolean uuid = (subtype == 3 || subtype == 4) && length == 16;
        if (subtype != 0 && !uuid) {
            throw Errors.unsupported("binary values of subtype " + subtype + " with " + length + " bytes");
        }
        return at + 5 + length;
    }

    private int bool(int at, int end) {
        if (at >= end || (bytes[at] & 0xFE) != 0) {
            throw Errors.unreadable("A boolean is neither 0 nor 1");
        }
        return at + 1;
    }

    private void checkIndex(int name, int nameEnd, int expected) {
        int number = 0;
        for (int i = name; i < nameEnd && number >= 0; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        boolean canonical = nameEnd > name && (nameEnd == name + 1 || bytes[name] != '0');
        if (number != expected || !canonical) {
            throw Errors.unreadable("An array's elements aren't numbered from 0");
        }
    }

    /** Compares a name with all in front of it: for few fields faster than a set. */
    private void refuseTwin(int start, int element, int nameEnd) {
        int length = nameEnd - element - 1;
        int at = start + 4;
        while (at < element) {
            int name = at + 1;
            int end = name;
            while (bytes[end] != 0) {
                end++;
            }
            if (end - name == length && sameBytes(name, element + 1, length)) {
                throw twin(name, end);
            }
            at = BsonReader.skip(bytes, bytes[at], end + 1);
        }
    }

    private void refuseTwins(int start, int end) {
        Set<String> names = new HashSet<>();
        int at = start + 4;
        while (at < end - 1) {
            int nameEnd = cstring(at + 1, end);
            if (!names.add(BsonReader.text(bytes, at + 1, nameEnd))) {
                throw twin(at + 1, nameEnd);
            }
            at = BsonReader.skip(bytes, bytes[at], nameEnd + 1);
        }
    }

    private MongoServerError twin(int name, int end) {
        return Errors.unsupported("documents with the field '" + BsonReader.text(bytes, name, end) + "' twice");
    }

    private boolean sameBytes(int a, int b, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[a + i] != bytes[b + i]) {
                return false;
            }
        }
        return true;
    }

    private int int32(int at) {
        if (at < 0 || at > limit - 4) {
            throw Errors.unreadable("A document is cut off");
        }
        return Numbers.int32(bytes, at);
    }

    private int endOf(int start, int length, int least) {
        if (length < least || length > limit - start) {
            throw Errors.unreadable("A document's length is wrong: " + length);
        }
        return start + length;
    }
}
