package sluice.bson;

import sluice.csv.Utf8;

/** Writes UTF-8 text as it stands. */
record TextWriter() implements ValueWriter {

    @Override
    public boolean write(byte[] name, byte[] bytes, int from, int to, BsonBuffer out) {
        if (!Utf8.isValid(bytes, from, to)) {
            return false;
        }
        out.putHead(BsonElements.STRING, name);
        out.putInt(to - from + 1);
        out.put(bytes, from, to);
        out.put((byte) 0);
        return true;
    }
}
