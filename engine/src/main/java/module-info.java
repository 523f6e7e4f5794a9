/**
 * The engine of Sluice. {@code sluice} is the front door, {@code sluice.stages} the same work step by step for those who
 * bring their own threads; the other exported packages hold what these two take and return.
 */
module sluice.engine {
    requires static transitive org.jspecify;
    requires transitive sluice.csv;
    requires transitive org.mongodb.bson;
    requires org.mongodb.driver.core;
    requires org.mongodb.driver.sync.client;
    requires org.slf4j;
    requires org.snakeyaml.engine;
    requires org.apache.commons.text;
    requires org.apache.commons.compress;
    requires org.tukaani.xz;
    requires hash4j;
    requires com.github.luben.zstd_jni;
    requires org.lz4.java;
    requires HdrHistogram;

    exports sluice;
    exports sluice.error;
    exports sluice.plan;
    exports sluice.outcome;
    exports sluice.report;
    exports sluice.scan;
    exports sluice.scan.value;
    exports sluice.stages;
    exports sluice.verify;
}
