package sluice.gate;

/**
 * A source as the gate knows it.
 *
 * @param number its place among the collection's sources, from 0
 * @param name as the user sees it
 */
public record SourceLabel(int number, String name) {}
