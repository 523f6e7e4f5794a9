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
    void aChunkSizeIsAtLeastOne() {
        assertThatThrownBy(() -> ChunkSize.bytes(0)).hasMessage("chunk size is 0, must be at least 1");
    }
}
