package sluice.csv.sniff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.csv.FormatPins;
import sluice.testkit.Property;

/** Every reading of every doubt says all that has to be declared: with it, nothing is left in doubt. */
class SettlementTest {

    static List<SniffCase> cases() {
        List<SniffCase> all = new ArrayList<>();
        all.addAll(DoubtTest.cases());
        all.addAll(HeaderTest.cases());
        all.addAll(LayoutTest.preambles());
        all.addAll(LayoutTest.comments());
        all.addAll(LayoutTest.footers());
        all.addAll(DelimiterTest.cases());
        return all;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aReadingSettlesEverything(SniffCase one) {
        settles(one.text().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void encodingsToo() {
        settles("id;x\n1;\u00e1\n2;y\n".getBytes(StandardCharsets.ISO_8859_1));
        settles("Köln\nMüller\nJörg\n".getBytes(Charset.forName("x-MacRoman")));
        settles("id,x\n1,Köln\n2,Jörg Müller\n3,schön\n".getBytes(Charset.forName("x-MacRoman")));
    }

    @Test
    void randomRowsToo() {
        Property.named("the readings of random rows settle everything")
                .cases(400)
                .check(gen -> gen.bytes(80, "a1,;\n\n#\" |."), SettlementTest::settles);
    }

    private static void settles(byte[] bytes) {
        Sample sample = Sample.whole(bytes);
        Sniffed sniffed = Sniffer.sniff(sample, FormatPins.NONE);
        if (sniffed.doubt().isEmpty()) {
            return;
        }
        for (Reading reading : sniffed.doubt().get().readings()) {
            Sniffed settled = Sniffer.sniff(sample, reading.pins());
            assertThat(settled.doubt().map(Doubt::sentence))
                    .as("%s: %s", reading.what(), reading.pins())
                    .isEmpty();
            assertThat(settled.format()).isEqualTo(reading.format());
            assertThat(reading.pins().headerRows() != null
                            || settled.format().layout().headerRows() > 0)
                    .as("%s: whether there is a header is settled", reading.what())
                    .isTrue();
        }
    }
}
