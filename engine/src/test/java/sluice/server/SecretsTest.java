package sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    @Test
    void partsOfAWronglyWrittenPasswordAreSecretsToo() {
        for (String uri : List.of(
                "mongodb://ann:Xq7Zkp@Vw9Trs@host",
                "mongodb://ann:Xq7Zkp/Vw9Trs@host",
                "mongodb://ann:Xq7Zkp?x=Vw9Trs@host",
                "mongodb://ann:Xq7Zkp:Vw9Trs@host",
                "mongodb://ann:Xq7Zkp#Vw9Trs@host",
                "mongodb://ann:Xq7Zkp Vw9Trs@host",
                "MongoDB://ann:Xq7Zkp@Vw9Trs@host",
                "mongo://ann:Xq7Zkp@Vw9Trs@host",
                "ann:Xq7Zkp@Vw9Trs@host")) {
            assertThat(Secrets.of(uri).redact(uri + " port Xq7Zkp, option Vw9Trs@host"))
                    .as(uri)
                    .doesNotContain("Xq7Zkp", "Vw9Trs")
                    .contains("host", "port");
        }
    }

    @Test
    void hostAndOptionsAreNoSecrets() {
        String uri = "mongodb://ann:Xq7Zkp@db.example.org:27017/admin?appName=a@b&tlsCAFile=/home/a@b/ca.pem";
        assertThat(Secrets.of(uri).redact("no TLS at db.example.org:27017 with /home/a@b/ca.pem"))
                .isEqualTo("no TLS at db.example.org:27017 with /home/a@b/ca.pem");
    }

    @Test
    void aSessionTokenIsTakenOutInEveryFormAndANameIsNot() {
        String uri = "mongodb://key:Xq7Zkp@host/?authMechanism=MONGODB-AWS"
                + "&authMechanismProperties=AWS_SESSION_TOKEN:Vw9Trs%2BHj3Mnb%3D%3D";
        assertThat(Secrets.of(uri).redact("token Vw9Trs+Hj3Mnb== or Vw9Trs%2BHj3Mnb%3D%3D in " + uri))
                .isEqualTo("token *** or *** in mongodb://key:***@host/?authMechanism=MONGODB-AWS"
                        + "&authMechanismProperties=***");
        assertThat(Secrets.of("mongodb://host/?authMechanismProperties=SERVICE_NAME:mongodb")
                        .redact("a mongodb"))
                .isEqualTo("a mongodb");
    }

    @Test
    void aPasswordIsKnownInAnEncodingThatNobodyWrote() {
        assertThat(Secrets.of("mongodb://ann:p~ss w@rd@host").redact("p%7Ess%20w%40rd p%7Ess+w%40rd"))
                .doesNotContain("ss", "rd");
    }
}
