package sluice.csv.sniff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.csv.FormatPins;
import sluice.csv.TextEncoding;

/** How the text is encoded, and that the rest is found in it. */
class EncodingTest {
    private static final String GERMAN =
            "Straße;Größe;Preis\nAhornstraße 5;groß;7,5\nÜberlandweg 7;später;8,25\nSüdring 1;schön;9,5\n";

    private static Sniffed sniff(byte[] bytes) {
        return Sniffer.sniff(Sample.whole(bytes), FormatPins.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8,false",
        "UTF-8,true",
        "UTF-16LE,true",
        "UTF-16BE,true",
        "UTF-16LE,false",
        "UTF-16BE,false",
        "UTF-32LE,true",
        "UTF-32BE,true",
        "UTF-32LE,false",
        "windows-1252,false"
    })
    void isFoundWithTheRest(String name, boolean mark) {
        Sniffed sniffed = sniff(((mark ? "\uFEFF" : "") + GERMAN).getBytes(Charset.forName(name)));
        assertThat(sniffed.format().encoding()).isEqualTo(TextEncoding.of(name));
        assertThat(SniffCase.shown(sniffed)).isEqualTo(";");
        assertThat(sniffed.headerNames()).containsExactly("Straße", "Größe", "Preis");
    }

    @Test
    void oneInvalidByteAmongManyValidCharactersIsDamage() {
        byte[] bytes = ("name;ort\n" + "Müller;Köln\n".repeat(20)).getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 9] = (byte) 0xFF;
        Sniffed sniffed = sniff(bytes);
        assertThat(sniffed.format().encoding()).isEqualTo(TextEncoding.UTF_8);
        assertThat(sniffed.finding(FormatPart.ENCODING).line())
                .contains("found, likely")
                .contains("1 byte not");
        assertThat(sniffed.doubt()).isEmpty();
    }

    @Test
    void asciiIsUtf8ByDefault() {
        Finding finding = sniff("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)).finding(FormatPart.ENCODING);
        assertThat(finding.origin()).isEqualTo(Origin.DEFAULT);
        assertThat(finding.value()).isEqualTo("utf-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void laterPartsCount(int where) {
        String ascii = IntStream.range(0, 2000).mapToObj(i -> i + ";plain;7\n").collect(Collectors.joining());
        byte[] later = (";cut off\n" + "1;schöne Grüße aus Köln, später mehr;8\n".repeat(50))
                .getBytes(Charset.forName("windows-1252"));
        byte[] plain = (";cut off\n" + ascii).getBytes(StandardCharsets.UTF_8);
        Sample sample = Sample.parts(
                ("id;text;n\n" + ascii).getBytes(StandardCharsets.UTF_8),
                new Sample.Part(100_001, where == 1 ? later : plain),
                new Sample.Part(900_001, where == 2 ? later : plain));
        Sniffed sniffed = Sniffer.sniff(sample, FormatPins.NONE);
        assertThat(sniffed.format().encoding()).isEqualTo(TextEncoding.of("windows-1252"));
        assertThat(SniffCase.shown(sniffed)).isEqualTo(";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE"})
    void laterPartsOfWideEncodingsMayStartWithinACharacter(String name) {
        byte[] all = ("\uFEFFid;text\n"
                        + IntStream.range(0, 5000).mapToObj(i -> i + ";grün\n").collect(Collectors.joining()))
                .getBytes(Charset.forName(name));
        for (int odd = 0; odd < 4; odd++) {
            byte[] head = Arrays.copyOf(all, 10_001);
            int middle = 20_000 + odd;
            int tail = all.length - 8000 + odd;
            Sample sample = Sample.parts(
                    head,
                    new Sample.Part(middle, Arrays.copyOfRange(all, middle, middle + 8000)),
                    new Sample.Part(tail, Arrays.copyOfRange(all, tail, all.length)));
            Sniffed sniffed = Sniffer.sniff(sample, FormatPins.NONE);
            assertThat(SniffCase.shown(sniffed)).isEqualTo(";");
            assertThat(sniffed.finding(FormatPart.DELIMITER).evidence().share()).isEqualTo(1);
        }
    }

    @Test
    void severalEncodingsThatMakeSenseAreInDoubt() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("id,x\n1,".getBytes(StandardCharsets.US_ASCII));
        bytes.write(0xE1);
        bytes.writeBytes("\n2,y\n".getBytes(StandardCharsets.US_ASCII));
        Sniffed sniffed = sniff(bytes.toByteArray());
        sniffed.doubt().ifPresent(doubt -> {
            assertThat(doubt.kind()).isEqualTo(Doubt.Kind.ENCODING);
            assertThat(doubt.readings().get(0).rows())
                    .isNotEqualTo(doubt.readings().get(1).rows());
            for (Reading reading : doubt.readings()) {
                Sniffed settled = Sniffer.sniff(Sample.whole(bytes.toByteArray()), reading.pins());
                assertThat(settled.doubt()).isEmpty();
                assertThat(settled.format()).isEqualTo(reading.format());
            }
        });
        assertThat(sniffed.doubt()).isPresent();
    }
}
