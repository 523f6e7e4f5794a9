/** Parser and chunk cutter for CSV bytes; needs nothing but the platform. */
module sluice.csv {
    requires static transitive org.jspecify;

    exports sluice.csv;
    exports sluice.csv.reader;
    exports sluice.csv.sniff;
}
