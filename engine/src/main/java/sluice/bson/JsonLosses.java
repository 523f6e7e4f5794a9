package sluice.bson;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BSONException;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.json.JsonParseException;
import org.bson.json.JsonReader;
import org.jspecify.annotations.Nullable;

/** Finds what of a JSON text a document would not keep: all but the last value of a name, and digits of numbers. */
final class JsonLosses {
    /** A string, or a number outside of one. */
    private static final Pattern STRING_OR_NUMBER = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|(?<![\\w.])(?<number>-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)(?!\\w)",
            Pattern.DOTALL);

    private static final Pattern WHOLE = Pattern.compile("-?\\d+");

    private JsonLosses() {}

    /** What would be lost, as the words after the value in a reason; null if nothing would. */
    static @Nullable String of(String text) {
        try {
            String name = repeatedName(new JsonReader("[" + text + "\n]"));
            if (name != null) {
                return "has the name `" + name + "` twice in one object, and a document keeps only one of them";
            }
        } catch (JsonParseException | BSONException | IllegalArgumentException e) {
            // Not JSON, or a number that the reader itself can't take.
        }
        Matcher matcher = STRING_OR_NUMBER.matcher(text);
        while (matcher.find()) {
            String number = matcher.group("number");
            if (number != null && !isKept(number)) {
                return "has the number " + number + ", whose digits no 64-bit number keeps; write it as a string or as"
                        + " {\"$numberDecimal\": \"" + number + "\"}";
            }
        }
        return null;
    }

    /** Whether a number written without quotes keeps its digits: it becomes an integer if it looks like one. */
    private static boolean isKept(String number) {
        if (!WHOLE.matcher(number).matches()) {
            return Digits.keeps(number, Double.parseDouble(number));
        }
        try {
            Long.parseLong(number);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Follows the text token by token, as deep as a document may be. */
    private static @Nullable String repeatedName(BsonReader reader) {
        Deque<Set<String>> open = new ArrayDeque<>();
        Deque<Boolean> arrays = new ArrayDeque<>();
        reader.readStartArray();
        open.push(new HashSet<>());
        arrays.push(true);
        while (!open.isEmpty()) {
            BsonType type = reader.readBsonType();
            if (type == BsonType.END_OF_DOCUMENT) {
                open.pop();
                if (arrays.pop()) {
                    reader.readEndArray();
                } else {
                    reader.readEndDocument();
                }
                continue;
            }
            if (!arrays.peek()) {
                String name = reader.readName();
                if (!open.peek().add(name)) {
                    return name;
                }
            }
            if (JsonDepth.entered(reader, type)) {
                open.push(new HashSet<>());
                arrays.push(type == BsonType.ARRAY);
            }
        }
        return null;
    }
}
