package sluice.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.testkit.Property;

class EncodingGuessTest {
    private static final String GERMAN = "name;street\nMüller;Hauptstraße 5\nJörg Weiß;Am Bühl 7, Köln\n";
    private static final String FRENCH = "nom;ville\nHélène;Orléans\nFrançois;Besançon\nÉmile;Nîmes\n";
    private static final String RUSSIAN = "имя;город\nАнна;Москва\nСергей;Новосибирск\nОльга;Санкт-Петербург\n";
    private static final String JAPANESE = "名前,都市\n田中,東京\n鈴木さん,おおさか\nカタカナ,ひらがな\n";

    @Test
    void asciiAndUtf8AreUtf8() {
        assertThat(names("a,b\n1,2\n", "us-ascii")).containsExactly("utf-8");
        for (String text : List.of(GERMAN, FRENCH, RUSSIAN, JAPANESE, "")) {
            assertThat(names(text, "utf-8")).containsExactly("utf-8");
        }
    }

    @Test
    void aCharacterThatTheSampleCutsOffIsNotInvalidUnlessTheSourceEndsThere() {
        byte[] cut = Arrays.copyOf("a,ü".getBytes(UTF_8), 3);
        assertThat(TextEncoding.candidates(cut, false)).containsExactly(TextEncoding.UTF_8);
        assertThat(TextEncoding.candidates(cut, true)).doesNotContain(TextEncoding.UTF_8);
    }

    @Test
    void aMarkDecides() {
        assertThat(names("\uFEFFa,b\n", "utf-16le")).containsExactly("utf-16le");
        assertThat(names("\uFEFFa,b\n", "utf-16be")).containsExactly("utf-16be");
        assertThat(names("\uFEFFa,b\n", "utf-32le")).containsExactly("utf-32le");
        assertThat(names("\uFEFFa,b\n", "utf-8")).containsExactly("utf-8");
    }

    @Test
    void utf16AndUtf32AreToldWithoutAMark() {
        for (String text : List.of("a,b\n1,2\n", GERMAN, RUSSIAN, JAPANESE, "id\n1\n")) {
            for (String encoding : List.of("utf-16le", "utf-16be", "utf-32le", "utf-32be")) {
                assertThat(names(text, encoding)).as(text).containsExactly(encoding);
            }
        }
    }

    @Test
    void zeroBytesHereAndThereAreUtf8() {
        assertThat(names("a,b\n1,\0\n3,4\n" + "5,6\n".repeat(20), "utf-8")).containsExactly("utf-8");
        assertThat(names("a,b\n1,2\n" + "\0".repeat(100), "utf-8")).containsExactly("utf-8");
    }

    @Test
    void westernTextIsWindows1252() {
        for (String text : List.of(GERMAN, FRENCH)) {
            assertThat(names(text, "windows-1252")).containsExactly("windows-1252");
            assertThat(names(text, "iso-8859-1").get(0)).isEqualTo("windows-1252");
        }
    }

    @Test
    void cyrillicTextIsNotWestern() {
        assertThat(names(RUSSIAN, "windows-1251").get(0)).isEqualTo("windows-1251");
        assertThat(names(RUSSIAN, "koi8-r").get(0)).isEqualTo("koi8-r");
    }

    @Test
    void japaneseTextIsACandidate() {
        assertThat(names(JAPANESE, "shift_jis")).contains("shift_jis");
        assertThat(names(JAPANESE, "euc-jp")).contains("euc-jp");
    }

    @Test
    void bytesFrom80To9fAreNotIso8859() {
        assertThat(names("price;note\n5 €;„Grüße“\n7 €;–\n", "windows-1252"))
                .contains("windows-1252")
                .noneMatch(name -> name.startsWith("iso-8859"));
    }

    @Test
    void fewSignsLeaveDoubt() {
        assertThat(names("a;b\n1;\u00a7\n", "windows-1252"))
                .hasSizeGreaterThan(1)
                .contains("windows-1252");
    }

    @Test
    void anyBytesHaveACandidate() {
        Property.named("there is a candidate for any bytes").cases(500).check(gen -> gen.bytes(60), bytes -> {
            assertThat(TextEncoding.candidates(bytes, true)).isNotEmpty().doesNotHaveDuplicates();
            assertThat(TextEncoding.candidates(bytes, false)).isNotEmpty();
        });
    }

    private static List<String> names(String text, String encoding) {
        return TextEncoding.candidates(text.getBytes(Charset.forName(encoding)), true).stream()
                .map(TextEncoding::name)
                .toList();
    }
}
