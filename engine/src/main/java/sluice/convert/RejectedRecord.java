package sluice.convert;

/**
 * A record that is not in the output.
 *
 * @param line the source's line on which it starts, from 1
 * @param reason what is wrong with it
 * @param bytes its bytes as they stand in the source, without its line end; nobody may write to them
 */
public record RejectedRecord(long line, String reason, byte[] bytes) {}
