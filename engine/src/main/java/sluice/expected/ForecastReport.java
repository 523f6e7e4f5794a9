package sluice.expected;

import java.util.List;

/**
 * What a load would do. Immutable.
 *
 * @param database the database
 * @param collections in the order in which they would be loaded
 */
public record ForecastReport(String database, List<CollectionForecast> collections) {
    /** Copies the list. */
    public ForecastReport {
        collections = List.copyOf(collections);
    }

    /** How many records would be rejected. */
    public long rejected() {
        return collections.stream().mapToLong(CollectionForecast::rejected).sum();
    }
}
