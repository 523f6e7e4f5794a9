package sluice.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An HTTP server with one file, which does what tests ask for. Fields may be set between requests. */
public final class FileServer implements AutoCloseable {
    private final HttpServer server;
    /** What was asked for: path and headers. */
    public final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    /** For one answer after the other, how many bytes are sent before the connection breaks. */
    public final Deque<Integer> drops = new ArrayDeque<>();

    public volatile byte[] content = {};
    public volatile @Nullable String tag = "\"1\"";
    public volatile @Nullable String tagAfterDrop;
    public volatile boolean ranges = true;
    public volatile int status = 200;
    public final AtomicInteger troubles = new AtomicInteger();
    public volatile @Nullable String redirect;

    public FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public void reset() {
        requests.clear();
        drops.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(
                exchange.getRequestURI() + " " + exchange.getRequestHeaders().entrySet());
        String target = redirect;
        if (target != null) {
            if (!target.equals("/a.csv")) {
                redirect = null;
            }
            exchange.getResponseHeaders().set("Location", target);
            exchange.sendResponseHeaders(302, -1);
        } else if (troubles.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.sendResponseHeaders(500, -1);
        } else if (status != 200) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            send(exchange);
        }
        exchange.close();
    }

    private void send(HttpExchange exchange) throws IOException {
        byte[] bytes = content;
        String version = tag;
        if (version != null) {
            exchange.getResponseHeaders().set("ETag", version);
        }
        int from = from(exchange, version);
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        int length = bytes.length - from;
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, length == 0 ? -1 : length);
        Integer drop = drops.poll();
        OutputStream out = exchange.getResponseBody();
        out.write(bytes, from, drop == null ? length : Math.min(length, drop));
        out.flush();
        if (drop != null && tagAfterDrop != null) {
            tag = tagAfterDrop;
        }
    }

    private int from(HttpExchange exchange, @Nullable String version) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        boolean part = ranges && range != null && (condition == null || condition.equals(version));
        return part ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
