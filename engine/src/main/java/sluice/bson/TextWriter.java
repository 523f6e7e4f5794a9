package sluice.bson;

import sluice.csv.Utf8;

/** Writes UTF-8 text as it stands. */
record TextWriter() implements ValueWriter {

    @Override
    public boolean write(byte[] name, byte[] bytes, int from, int to, BsonBuffer out) {
        return out.putString(name, bytes, from, to) || Utf8.isValid(bytes, from, to);
    }
}
