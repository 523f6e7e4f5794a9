package sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import sluice.testkit.Property;

class TextOutTest {
    private static final String SIGNS = "ab\n\t\r\u001b\u0007\u009b\u202e\u2066\u061c\u2028é\ud83d\ude00";

    private final StringWriter written = new StringWriter();
    private final TextOut out = TextOut.of(new PrintWriter(written));

    @Test
    void picturesStandForWhatCommandsATerminal() {
        out.println("a\u001b[31mb\u0007\r\u202ec\td");
        assertThat(written).hasToString("a\u241b[31mb\u2407\u240d\ufffdc\td" + System.lineSeparator());
    }

    @Test
    void anyTextComesOutTheSameHoweverItIsCut() {
        Property.named("what is printed in pieces is what is printed at once")
                .check(gen -> gen.string(30, SIGNS), text -> {
                    StringWriter whole = new StringWriter();
                    StringWriter pieces = new StringWriter();
                    TextOut.of(new PrintWriter(whole)).print(text);
                    TextOut inPieces = TextOut.of(new PrintWriter(pieces));
                    text.chars().forEach(inPieces::write);
                    assertThat(pieces.toString())
                            .isEqualTo(whole.toString())
                            .doesNotContain("\r", "\u001b", "\u009b", "\u202e");
                    assertThat(whole.toString()).hasSameSizeAs(text);
                });
    }

    @Test
    void jsonLosesNothing() {
        out.json("{\"a\u202e\": \"\u009b\"}");
        assertThat(written).hasToString("{\"a\\u202e\": \"\\u009b\"}" + System.lineSeparator());
    }

    @Test
    void dataIsExact() {
        out.exact().print("a\r\n\u202e");
        assertThat(written).hasToString("a\r\n\u202e");
    }
}
