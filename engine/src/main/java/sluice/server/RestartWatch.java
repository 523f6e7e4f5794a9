package sluice.server;

import com.mongodb.ServerAddress;
import com.mongodb.connection.TopologyVersion;
import com.mongodb.event.ServerDescriptionChangedEvent;
import com.mongodb.event.ServerListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when a server's process is another one than before: it says which it is whenever it is asked who it is (from
 * MongoDB 4.4 on). Thread-safe: called by the driver's monitors.
 */
final class RestartWatch implements ServerListener {
    private static final Logger LOG = LoggerFactory.getLogger(RestartWatch.class);

    private final Map<ServerAddress, ObjectId> processes = new HashMap<>();
    private final List<Restart> restarts = new ArrayList<>();

    @Override
    public synchronized void serverDescriptionChanged(ServerDescriptionChangedEvent event) {
        TopologyVersion version = event.getNewDescription().getTopologyVersion();
        if (version == null) {
            return;
        }
        ServerAddress address = event.getNewDescription().getAddress();
        ObjectId before = processes.put(address, version.getProcessId());
        if (before != null && !before.equals(version.getProcessId())) {
            LOG.warn("The server at {} was restarted", address);
            restarts.add(new Restart(address.toString(), Instant.now()));
        }
    }

    synchronized List<Restart> restarts() {
        return List.copyOf(restarts);
    }
}
