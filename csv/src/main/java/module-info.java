/** Parser and chunk cutter for CSV bytes; needs nothing but the platform. */
module sluice.csv {
    requires static org.jspecify;

    exports sluice.csv;
}
