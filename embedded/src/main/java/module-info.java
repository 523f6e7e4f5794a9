/** The in-process server for trying out and for tests. */
module sluice.embedded {
    requires static org.jspecify;
    requires org.slf4j;
    requires mongo.java.server.core;
    requires com.h2database;
    // The library names it in its signatures, and has no descriptor that would say so.
    requires io.netty.transport;

    exports sluice.embedded;

    // Its file system is made by H2.
    opens sluice.embedded.pages to
            com.h2database;
}
