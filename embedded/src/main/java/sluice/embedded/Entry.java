package sluice.embedded;

/** A record as it is stored: the bytes of its number and its document. */
final class Entry {
    private final byte[] position;
    private final byte[] document;

    Entry(byte[] position, byte[] document) {
        this.position = position;
        this.document = document;
    }

    byte[] position() {
        return position;
    }

    byte[] document() {
        return document;
    }
}
