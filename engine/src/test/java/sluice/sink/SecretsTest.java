package sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretsTest {

    @Test
    void aPasswordIsTakenOutInEveryForm() {
        Secrets secrets = Secrets.of("mongodb://ann:p%40ss%3Aword@host:27017/?authSource=admin");
        assertThat(secrets.redact("wrong p%40ss%3Aword or p@ss:word at mongodb://ann:p%40ss%3Aword@host"))
                .isEqualTo("wrong *** or *** at mongodb://ann:***@host");
    }

    @Test
    void anyConnectionStringLosesItsPassword() {
        assertThat(Secrets.of("").redact("see mongodb+srv://bob:xy@cluster.example/db"))
                .isEqualTo("see mongodb+srv://bob:***@cluster.example/db");
    }

    @Test
    void secretOptionsAreTakenOut() {
        String uri = "mongodb://host/?tlsCertificateKeyFilePassword=opensesame&authMechanismProperties=TOKEN:abcd1234";
        Secrets secrets = Secrets.of(uri);
        assertThat(secrets.redact(uri)).doesNotContain("opensesame").doesNotContain("abcd1234");
        assertThat(secrets.redact("it was opensesame")).isEqualTo("it was ***");
    }

    @Test
    void shortPasswordsDontBlankOutInnocentText() {
        assertThat(Secrets.of("mongodb://u:a@h").redact("a banana at mongodb://u:a@h"))
                .isEqualTo("a banana at mongodb://u:***@h");
    }

    @Test
    void malformedConnectionStringsAreRedactedToo() {
        Secrets secrets = Secrets.of("mongodb://ann:s3cr%zzet@:bad:/");
        assertThat(secrets.redact("in s3cr%zzet there is %zz")).isEqualTo("in *** there is %zz");
        assertThat(ServerOptions.of("mongodb://ann:hidden@h").toString()).doesNotContain("hidden");
    }
}
