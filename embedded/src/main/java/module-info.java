/** The in-process server for trying out and for tests. */
module sluice.embedded {
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires mongo.java.server.core;
    requires com.h2database;

    exports sluice.embedded;
}
