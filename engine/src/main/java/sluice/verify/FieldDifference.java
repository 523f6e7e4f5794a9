package sluice.verify;

import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A field that is not what it should be.
 *
 * @param name the field, dots for nesting; {@code (order)} where only the order of the fields differs
 * @param expected its value by the files, or null where they give none
 * @param found its value in the collection, or null where it has none
 */
public record FieldDifference(
        String name, @Nullable BsonValue expected, @Nullable BsonValue found) {

    /** On one line for people. */
    public String text() {
        return name + " should be " + Values.text(expected, found) + " and is " + Values.text(found, expected);
    }
}
