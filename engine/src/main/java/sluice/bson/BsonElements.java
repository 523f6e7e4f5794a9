package sluice.bson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where the parts of encoded elements lie. An element is a type byte, a name with its NUL, a value: bsonspec.org. */
final class BsonElements {
    static final byte DOUBLE = 0x01;
    static final byte STRING = 0x02;
    static final byte DOCUMENT = 0x03;
    static final byte ARRAY = 0x04;
    static final byte BINARY = 0x05;
    static final byte UNDEFINED = 0x06;
    static final byte OBJECT_ID = 0x07;
    static final byte BOOLEAN = 0x08;
    static final byte DATE_TIME = 0x09;
    static final byte NULL = 0x0A;
    static final byte REGEX = 0x0B;
    static final byte DB_POINTER = 0x0C;
    static final byte CODE = 0x0D;
    static final byte SYMBOL = 0x0E;
    static final byte CODE_WITH_SCOPE = 0x0F;
    static final byte INT32 = 0x10;
    static final byte TIMESTAMP = 0x11;
    static final byte INT64 = 0x12;
    static final byte DECIMAL128 = 0x13;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private BsonElements() {}

    static int intAt(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static long longAt(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** Where the value of the element that starts here begins. */
    static int valueStart(byte[] bytes, int element) {
        return textEnd(bytes, element + 1);
    }

    /** Where a value ends, exclusive. */
    static int valueEnd(byte[] bytes, int type, int start) {
        return switch (type) {
            case DOUBLE, DATE_TIME, TIMESTAMP, INT64 -> start + Long.BYTES;
            case STRING, CODE, SYMBOL -> start + Integer.BYTES + intAt(bytes, start);
            case DOCUMENT, ARRAY, CODE_WITH_SCOPE -> start + intAt(bytes, start);
            case BINARY -> start + Integer.BYTES + 1 + intAt(bytes, start);
            case OBJECT_ID -> start + 12;
            case BOOLEAN -> start + 1;
            case REGEX -> textEnd(bytes, textEnd(bytes, start));
            case DB_POINTER -> start + Integer.BYTES + intAt(bytes, start) + 12;
            case INT32 -> start + Integer.BYTES;
            case DECIMAL128 -> start + 2 * Long.BYTES;
            default -> start; // Null, undefined, the smallest and the largest key hold nothing.
        };
    }

    /** The byte after the NUL that ends a text. */
    private static int textEnd(byte[] bytes, int from) {
        int i = from;
        while (bytes[i] != 0) {
            i++;
        }
        return i + 1;
    }

    /** The element of a field with dots, through documents and, by their places, elements of arrays; or -1. */
    static int find(byte[] bytes, int document, String field) {
        int start = document;
        String rest = field;
        while (true) {
            int dot = rest.indexOf('.');
            String name = dot < 0 ? rest : rest.substring(0, dot);
            int element = findHere(bytes, start, name.getBytes(StandardCharsets.UTF_8));
            if (element < 0 || dot < 0) {
                return element;
            }
            if (bytes[element] != DOCUMENT && bytes[element] != ARRAY) {
                return -1;
            }
            start = valueStart(bytes, element);
            rest = rest.substring(dot + 1);
        }
    }

    private static int findHere(byte[] bytes, int document, byte[] name) {
        int element = document + Integer.BYTES;
        while (bytes[element] != 0) {
            int value = valueStart(bytes, element);
            if (Arrays.equals(bytes, element + 1, value - 1, name, 0, name.length)) {
                return element;
            }
            element = valueEnd(bytes, bytes[element], value);
        }
        return -1;
    }
}
