package sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerConnectionState;
import com.mongodb.connection.ServerDescription;
import com.mongodb.connection.ServerId;
import com.mongodb.connection.TopologyVersion;
import com.mongodb.event.ServerDescriptionChangedEvent;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.types.ObjectId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartWatchTest {
    private final RestartWatch watch = new RestartWatch();

    /** A server's answer to who it is: {@code host/process}, where no process is a server that doesn't answer or tell. */
    private void hear(String answer) {
        String[] parts = answer.split("/", -1);
        ServerAddress address = new ServerAddress(parts[0], 27017);
        ServerDescription.Builder now =
                ServerDescription.builder().address(address).state(ServerConnectionState.CONNECTING);
        if (!parts[1].isEmpty()) {
            ObjectId process = new ObjectId(Integer.parseInt(parts[1]), 0);
            now.topologyVersion(new TopologyVersion(
                    new BsonDocument("processId", new BsonObjectId(process)).append("counter", new BsonInt64(1))));
        }
        ServerDescription before = ServerDescription.builder()
                .address(address)
                .state(ServerConnectionState.CONNECTING)
                .build();
        watch.serverDescriptionChanged(
                new ServerDescriptionChangedEvent(new ServerId(new ClusterId(), address), now.build(), before));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
            answers                     | restarted
            a/1                         | ''
            a/1 a/1 a/1                 | ''
            a/1 a/2                     | a:27017
            a/1 a/ a/1                  | ''
            a/1 a/ a/2                  | a:27017
            a/ a/ a/                    | ''
            a/1 b/2 a/1 b/2             | ''
            a/1 b/2 b/3 a/4             | b:27017 a:27017
            a/1 a/2 a/3                 | a:27017 a:27017
            """)
    void anotherProcessAtTheSameAddressIsARestart(String answers, String restarted) {
        Arrays.stream(answers.split(" ", -1)).forEach(this::hear);
        assertThat(watch.restarts())
                .extracting(Restart::server)
                .containsExactlyElementsOf(restarted.isEmpty() ? List.of() : Arrays.asList(restarted.split(" ", -1)));
    }
}
