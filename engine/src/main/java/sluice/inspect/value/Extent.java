package sluice.inspect.value;

import org.jspecify.annotations.Nullable;

/**
 * How far the values of a column reach.
 *
 * @param minLength the characters of the shortest value; 0 if there is none
 * @param maxLength the characters of the longest value; 0 if there is none
 * @param min the smallest number or earliest date as the file writes it; null for texts
 * @param max the largest number or latest date as the file writes it; null for texts
 */
public record Extent(
        int minLength,
        int maxLength,
        @Nullable String min,
        @Nullable String max) {}
