package sluice.run;

/**
 * A part of a source.
 *
 * @param source whose it is
 * @param known whether the journal says that it is done: then it is read for its keys alone
 */
record Segment(SourceTask source, boolean known) {}
