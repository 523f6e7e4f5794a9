package sluice.csv.sniff;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a {@link Sniffer} looks at: raw bytes of a source, after decompression. The arrays are not copied, so nobody may
 * write to them.
 *
 * @param head the source's first bytes, with a byte order mark if it has one; up to 256 KiB are of use
 * @param whole whether the head is the whole source
 * @param middle bytes from between head and tail, if they were looked at; 64 to 128 KiB are of use
 * @param tail the source's last bytes, if they were looked at; 64 to 128 KiB are of use
 */
public record Sample(byte[] head, boolean whole, Optional<Part> middle, Optional<Part> tail) {

    /**
     * Some bytes of a source.
     *
     * @param offset the source's byte at which they start, from 0
     * @param bytes the bytes
     */
    public record Part(long offset, byte[] bytes) {
        /** Checks the offset. */
        public Part {
            if (offset < 0) {
                throw new IllegalArgumentException("offset is " + offset + ", must be at least 0");
            }
        }
    }

    /** Checks that a whole source has no further parts. */
    public Sample {
        if (whole && (middle.isPresent() || tail.isPresent())) {
            throw new IllegalArgumentException("the head is the whole source, so there is no middle and no tail");
        }
    }

    /** A whole source. */
    public static Sample whole(byte[] bytes) {
        return new Sample(bytes, true, Optional.empty(), Optional.empty());
    }

    /** The first bytes of a source that goes on, such as a pipe. */
    public static Sample head(byte[] bytes) {
        return new Sample(bytes, false, Optional.empty(), Optional.empty());
    }

    /** The head, a middle and the tail of a source. */
    public static Sample parts(byte[] head, Part middle, Part tail) {
        return new Sample(head, false, Optional.of(middle), Optional.of(tail));
    }

    /** How many bytes the source has, if its end was looked at. */
    OptionalLong size() {
        if (whole) {
            return OptionalLong.of(head.length);
        }
        return tail.map(part -> OptionalLong.of(part.offset() + part.bytes().length))
                .orElse(OptionalLong.empty());
    }
}
