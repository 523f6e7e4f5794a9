package sluice.source;

/**
 * Where a source can be found again, and what it was.
 *
 * @param place a file's absolute path, {@code ARCHIVE!ENTRY}, or a URL; {@link Sources#again} opens it
 * @param fingerprint what it was
 */
public record Origin(String place, SourceFingerprint fingerprint) {}
