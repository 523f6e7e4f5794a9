package sluice.embedded;

/** A document that is BSON already. */
final class EncodedDocument {
    private final byte[] bytes;

    EncodedDocument(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }
}
