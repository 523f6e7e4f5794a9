package sluice.load;

import sluice.plan.CollectionPlan;

/**
 * One collection on its way.
 *
 * @param index its place in the plan
 * @param plan what goes into it, every column with a type
 * @param meter how far it is
 */
record CollectionTask(int index, CollectionPlan plan, LoadProgress.Meter meter) {}
