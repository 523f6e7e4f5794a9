package sluice.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DialectTest {

    @Test
    void theDefaultIsRfc4180() {
        assertThat(Dialect.RFC_4180).hasToString("delimiter ',', quote '\"' doubled");
    }

    @Test
    void bytesAreShownReadably() {
        assertThat(Dialect.builder().delimiter('\t').noQuote().build()).hasToString("delimiter 0x09, no quotes");
        assertThat(Dialect.builder().escape('\\').build()).hasToString("delimiter ',', quote '\"' escaped by '\\'");
    }

    @Test
    void bytesMustDiffer() {
        assertThatThrownBy(() -> Dialect.builder().delimiter('"').build()).hasMessageContaining("delimiter and quote");
        assertThatThrownBy(() -> Dialect.builder().escape(',').build()).hasMessageContaining("delimiter and escape");
    }

    @Test
    void lineEndsCanBeNeither() {
        assertThatThrownBy(() -> Dialect.builder().delimiter('\n').build()).hasMessage("delimiter is a line end");
        assertThatThrownBy(() -> Dialect.builder().quote('\r').build()).hasMessage("quote is a line end");
    }

    @Test
    void tokensMayHaveSeveralCharacters() {
        assertThat(Dialect.builder().delimiter("~|~").quote(0x201C).build())
                .hasToString("delimiter '~|~', quote '\u201C' doubled");
        assertThat(Dialect.builder().lineEnd("\u001e").comment('#').blanks(true).build())
                .hasToString(
                        "delimiter ',', quote '\"' doubled, blanks around quotes, comments after '#', line end 0x1E");
    }

    @Test
    void tokensHaveOneToSixteenCharacters() {
        assertThatThrownBy(() -> Dialect.builder().delimiter("").build()).hasMessageContaining("must have 1 to 16");
        assertThatThrownBy(() -> Dialect.builder().delimiter("x".repeat(17)).build())
                .hasMessageContaining("delimiter has 17 characters");
        assertThatThrownBy(() -> Dialect.builder().quote(-2).build()).hasMessageContaining("must be a character");
    }

    @Test
    void tokensOfOneAndOfSixteenCharactersAreTaken() {
        String longest = "x".repeat(Dialect.MAX_LENGTH);
        assertThat(Dialect.builder().delimiter(longest).build().delimiter()).isEqualTo(longest);
        assertThat(Dialect.builder().lineEnd(longest).build().lineEnd()).isEqualTo(longest);
        assertThatThrownBy(() -> Dialect.builder().lineEnd(longest + "x").build())
                .hasMessageContaining("line end has 17 characters");
        assertThat(Dialect.builder().quote(Character.MAX_CODE_POINT).build().quote())
                .isEqualTo(Character.MAX_CODE_POINT);
        assertThatThrownBy(() ->
                        Dialect.builder().quote(Character.MAX_CODE_POINT + 1).build())
                .hasMessageContaining("must be a character");
    }

    @Test
    void noTokenBeginsAsTheLineEndDoes() {
        assertThatThrownBy(() -> Dialect.builder().lineEnd("||").delimiter("|").build())
                .hasMessage("delimiter is a line end");
        assertThatThrownBy(() -> Dialect.builder().lineEnd("|").delimiter("||").build())
                .hasMessage("delimiter is a line end");
        assertThatThrownBy(() -> Dialect.builder().lineEnd("x").comment('x').build())
                .hasMessage("comment is a line end");
        assertThatThrownBy(() -> Dialect.builder().delimiter("a\rb").build()).hasMessage("delimiter is a line end");
        assertThat(Dialect.builder().lineEnd("\r\n").delimiter("\t").build().lineEnd())
                .isEqualTo("\r\n");
    }

    @Test
    void theCommentDiffersFromDelimiterAndQuote() {
        assertThatThrownBy(() -> Dialect.builder().comment(',').build()).hasMessageContaining("delimiter and comment");
        assertThatThrownBy(() -> Dialect.builder().comment('"').build()).hasMessageContaining("quote and comment");
    }

    @Test
    void blanksAroundQuotesNeedAQuote() {
        assertThatThrownBy(() -> new Dialect(",", Dialect.NONE, Dialect.NONE, Dialect.ANY_LINE_END, Dialect.NONE, true))
                .hasMessage("blanks around quotes need a quote");
        assertThat(Dialect.builder().noQuote().blanks(true).build().blanks()).isFalse();
    }

    @Test
    void aBuilderStartsFromADialectWithAllItsParts() {
        Dialect dialect = Dialect.builder()
                .delimiter("~|~")
                .quote('x')
                .escape('y')
                .lineEnd("z")
                .comment('#')
                .blanks(true)
                .build();
        assertThat(dialect.toBuilder().build()).isEqualTo(dialect);
    }

    @Test
    void tokensOfOneAsciiCharacterArePlain() {
        assertThat(Dialect.RFC_4180.isPlain()).isTrue();
        assertThat(Dialect.builder().noQuote().lineEnd("\n").build().isPlain()).isTrue();
        assertThat(Dialect.builder().lineEnd("\r").comment(0x7f).build().isPlain())
                .isTrue();
        assertThat(Dialect.builder().lineEnd("\r\n").build().isPlain()).isFalse();
        assertThat(Dialect.builder().blanks(true).build().isPlain()).isFalse();
        assertThat(Dialect.builder().delimiter("||").build().isPlain()).isFalse();
        assertThat(Dialect.builder().delimiter('\u0080').build().isPlain()).isFalse();
        assertThat(Dialect.builder().quote(0x80).build().isPlain()).isFalse();
        assertThat(Dialect.builder().escape(0x80).build().isPlain()).isFalse();
        assertThat(Dialect.builder().comment(0x80).build().isPlain()).isFalse();
        assertThat(Dialect.builder().noQuote().escape('\\').build().isPlain()).isFalse();
    }

    @Test
    void linesAreCountedByTheByteThatEndsThem() {
        assertThat(Dialect.RFC_4180.lineByte()).isEqualTo(Dialect.NONE);
        assertThat(Dialect.builder().lineEnd("\r").build().lineByte()).isEqualTo('\r');
        assertThat(Dialect.builder().lineEnd("\r\n").build().lineByte()).isEqualTo('\n');
        assertThat(Dialect.builder().lineEnd("|").build().lineByte()).isEqualTo('\n');
    }

    @Test
    void everyPartIsShown() {
        assertThat(Dialect.builder().noQuote().escape('\\').build())
                .hasToString("delimiter ',', no quotes, escape '\\'");
        assertThat(Dialect.builder().noEscape().build()).hasToString("delimiter ',', quote '\"' without escape");
        assertThat(Dialect.builder().delimiter("\t ").lineEnd("\u007f").build())
                .hasToString("delimiter '\\x09 ', quote '\"' doubled, line end 0x7F");
        assertThat(Dialect.builder().delimiter("😀").build()).hasToString("delimiter '😀', quote '\"' doubled");
        assertThat(Dialect.builder().delimiter('\u0085').build()).hasToString("delimiter 0x85, quote '\"' doubled");
    }

    @Test
    void aChunkSizeIsAtLeastOne() {
        assertThatThrownBy(() -> ChunkSize.bytes(0)).hasMessage("chunk size is 0, must be at least 1");
    }
}
