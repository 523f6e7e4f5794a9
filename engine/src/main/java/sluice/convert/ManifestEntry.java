package sluice.convert;

import java.nio.file.Path;
import sluice.plan.CollectionPlan;

/**
 * A line of a manifest.
 *
 * @param line its number, from 1
 * @param name what it calls its input
 * @param folder what the name starts from, if it is relative
 * @param output where the output goes
 * @param plan how the input is read
 * @param tables what becomes of a second table
 */
public record ManifestEntry(int line, String name, Path folder, Path output, CollectionPlan plan, Tables tables) {}
