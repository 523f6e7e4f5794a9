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
    void charactersOfMoreThanOneByteAreRefused() {
        assertThatThrownBy(() -> Dialect.builder().delimiter('€')).hasMessageContaining("must be one byte");
        assertThatThrownBy(() -> new Dialect((byte) ',', 300, 300)).hasMessageContaining("must be one byte");
    }

    @Test
    void anEscapeNeedsAQuote() {
        assertThatThrownBy(() -> new Dialect((byte) ',', Dialect.NONE, '\\')).hasMessageContaining("needs a quote");
    }

    @Test
    void aChunkSizeIsAtLeastOne() {
        assertThatThrownBy(() -> ChunkSize.bytes(0)).hasMessage("chunk size is 0, must be at least 1");
    }
}
