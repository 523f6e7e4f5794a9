package sluice.convert;

import sluice.plan.CollectionPlan;

/**
 * How the inputs of a batch are read.
 *
 * @param input formats, columns, and what becomes of records that don't fit; its files mean nothing
 * @param tables what becomes of a second table
 */
public record ReadAs(CollectionPlan.Input input, Tables tables) {}
