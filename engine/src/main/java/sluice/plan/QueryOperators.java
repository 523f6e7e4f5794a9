package sluice.plan;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names with {@code $} that a query of a plan may hold: stages, operators of filters and operators of expressions that
 * read documents and do nothing else. None of them runs code that comes as text, as {@code $where} and {@code $function} do,
 * and none writes. What is not listed is refused, so a server's next version can't bring in one that does.
 */
final class QueryOperators {
    private static final Set<String> STAGES = words("""
            addFields bucket bucketAuto count densify documents facet fill geoNear graphLookup group limit lookup match
            project redact replaceRoot replaceWith sample set setWindowFields skip sort sortByCount unionWith unset unwind
            """);

    private static final Set<String> FILTERS = words("""
            all and bitsAllClear bitsAllSet bitsAnyClear bitsAnySet box caseSensitive center centerSphere comment
            diacriticSensitive elemMatch eq exists expr geoIntersects geoWithin geometry gt gte in jsonSchema language lt lte
            maxDistance meta minDistance mod natural ne near nearSphere nin nor not options or polygon regex sampleRate search size
            slice text type
            """);

    private static final Set<String> EXPRESSIONS = words("""
            abs acos acosh add addToSet allElementsTrue and anyElementTrue arrayElemAt arrayToObject asin asinh atan atan2 atanh
            avg binarySize bitAnd bitNot bitOr bitXor bottom bottomN bsonSize ceil cmp concat concatArrays cond convert cos cosh
            count covariancePop covarianceSamp dateAdd dateDiff dateFromParts dateFromString dateSubtract dateToParts
            dateToString dateTrunc dayOfMonth dayOfWeek dayOfYear degreesToRadians denseRank derivative divide documentNumber eq
            exp expMovingAvg filter first firstN floor getField gt gte hour ifNull in indexOfArray indexOfBytes indexOfCP
            integral isArray isNumber isoDayOfWeek isoWeek isoWeekYear last lastN let linearFill literal ln locf log log10 lt
            lte ltrim map max maxN median mergeObjects meta millisecond min minN minute mod month multiply ne not objectToArray
            or percentile pow push radiansToDegrees rand range rank reduce regexFind regexFindAll regexMatch replaceAll
            replaceOne reverseArray round rtrim second setDifference setEquals setField setIntersection setIsSubset setUnion
            shift sigmoid sin sinh size slice sortArray split sqrt stdDevPop stdDevSamp strLenBytes strLenCP strcasecmp substr
            substrBytes substrCP subtract sum switch tan tanh toBool toDate toDecimal toDouble toHashedIndexKey toInt toLong
            toLower toObjectId toString toUUID toUpper top topN trim trunc tsIncrement tsSecond type unsetField week year zip
            """);

    /** The parts of a reference to a document of another collection, which is a value. */
    private static final Set<String> REFERENCES = words("ref id db");

    private static final Set<String> ALLOWED = Stream.of(STAGES, FILTERS, EXPRESSIONS, REFERENCES)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private QueryOperators() {}

    /** Whether a query may hold a name; names without {@code $} are those of fields and options. */
    static boolean allows(String name) {
        return !name.startsWith("$") || name.equals(QueryPlan.PARAMETER) || ALLOWED.contains(name);
    }

    /** All that it may. */
    static Set<String> allowed() {
        return ALLOWED;
    }

    private static Set<String> words(String names) {
        return Arrays.stream(names.strip().split("\\s+")).map("$"::concat).collect(Collectors.toUnmodifiableSet());
    }
}
