package sluice.source;

import java.net.HttpURLConnection;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a server says about the version of a file that it sends.
 *
 * @param tag its entity tag, or null
 * @param modified when it was changed, as the server writes it, or null
 * @param length its bytes, or -1 if the server doesn't say
 */
record HttpState(@Nullable String tag, @Nullable String modified, long length) {

    /** What the answer to a request says, for the whole file or a part of it. */
    static HttpState of(HttpURLConnection connection) {
        String range = connection.getHeaderField("Content-Range");
        long length = range == null ? connection.getContentLengthLong() : total(range);
        return new HttpState(connection.getHeaderField("ETag"), connection.getHeaderField("Last-Modified"), length);
    }

    /** The number after the slash of {@code bytes 5-9/10}, or -1. */
    private static long total(String range) {
        String total = range.substring(range.indexOf('/') + 1);
        return total.matches("\\d{1,18}") ? Long.parseLong(total) : -1;
    }

    /** A tag that only byte for byte the same file has, or null. */
    @Nullable
    String strongTag() {
        return tag == null || tag.startsWith("W/") ? null : tag;
    }

    /** What asks for a part of no other version than this, or null. */
    @Nullable
    String validator() {
        return strongTag() != null ? strongTag() : modified;
    }

    /** Whether another version would be noticed. */
    boolean tells() {
        return tag != null || modified != null || length >= 0;
    }

    /** What has become of the file, in words that follow its name, or null if it is as it was. */
    @Nullable
    String changeTo(HttpState now) {
        if (length >= 0 && now.length >= 0 && length != now.length) {
            return String.format(
                    Locale.ROOT, "had %,d bytes when the load found it and has %,d now", length, now.length);
        }
        boolean same = tag != null ? tag.equals(now.tag) : Objects.equals(modified, now.modified);
        return same ? null : "was replaced by another version since the load found it";
    }
}
