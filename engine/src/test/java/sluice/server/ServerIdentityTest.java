package sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerIdentityTest {
    private static final ServerIdentity SET =
            new ServerIdentity("replica set rs0", "6.0.5", List.of("a:27017", "b:27017"));
    private static final ServerIdentity EMBEDDED =
            new ServerIdentity("embedded server, data in ./data", "5.0.0", List.of());

    @Test
    void theDescriptionSaysVersionKindAndAddresses() {
        assertThat(SET.description()).isEqualTo("MongoDB 6.0.5, replica set rs0, at a:27017,b:27017");
        assertThat(EMBEDDED.description()).isEqualTo("embedded server, data in ./data");
    }

    @Test
    void aServerIsAtItsAddressesWhateverItsVersion() {
        assertThat(SET.isAt(new ServerIdentity("replica set rs0", "7.0.0", SET.addresses())))
                .isTrue();
        assertThat(SET.isAt(new ServerIdentity("replica set rs0", "6.0.5", List.of("a:27017"))))
                .isFalse();
        assertThat(EMBEDDED.isAt(new ServerIdentity(EMBEDDED.kind(), "6.0.0", List.of())))
                .isTrue();
        assertThat(EMBEDDED.isAt(new ServerIdentity("embedded server, data in ./other", "5.0.0", List.of())))
                .isFalse();
        assertThat(EMBEDDED.isAt(SET)).isFalse();
    }
}
