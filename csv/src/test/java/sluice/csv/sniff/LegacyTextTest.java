package sluice.csv.sniff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.csv.FormatPins;
import sluice.testkit.Gen;
import sluice.testkit.Property;

/** Text in encodings of one byte a character is read as it was written, or all that it may be is shown. */
class LegacyTextTest {
    private static final Map<String, List<String>> WORDS = Map.of(
            "german",
                    List.of(
                            "Müller",
                            "Köln",
                            "Straße",
                            "schön",
                            "Größe",
                            "Österreich",
                            "Übung",
                            "Jörg",
                            "später",
                            "Ärger",
                            "für",
                            "Bäcker",
                            "Lübeck",
                            "Würzburg",
                            "plain",
                            "Ort"),
            "french",
                    List.of(
                            "Noël",
                            "élève",
                            "Hélène",
                            "français",
                            "Montréal",
                            "forêt",
                            "où",
                            "garçon",
                            "Besançon",
                            "théâtre",
                            "Éric",
                            "naïf",
                            "plain",
                            "prénom"),
            "spanish",
                    List.of(
                            "Muñoz", "España", "José", "Málaga", "niño", "corazón", "Perú", "Ávila", "mañana", "lápiz",
                            "plain"),
            "russian",
                    List.of(
                            "Иван", "Москва", "Пётр", "Казань", "Ольга", "Омск", "улица", "город", "яблоко", "Россия",
                            "дом", "школа", "Наталья", "Сергей", "хлеб", "вода"));

    /** Two words can be words in more encodings than a message shows, so the cases are the same every time. */
    @ParameterizedTest
    @CsvSource({
        "german,windows-1252",
        "german,x-MacRoman",
        "german,IBM850",
        "french,windows-1252",
        "french,x-MacRoman",
        "french,IBM850",
        "spanish,windows-1252",
        "spanish,x-MacRoman",
        "spanish,IBM850",
        "russian,windows-1251",
        "russian,KOI8-R",
        "russian,IBM866",
        "russian,ISO-8859-5"
    })
    void isReadAsItWasWrittenOrItsReadingIsShown(String language, String encoding) {
        Charset charset = Charset.forName(encoding);
        Property.named("legacy text " + language + " " + encoding)
                .cases(150)
                .sameEveryTime()
                .check(gen -> text(gen, Objects.requireNonNull(WORDS.get(language))), text -> {
                    byte[] bytes = text.getBytes(charset);
                    Sniffed sniffed = Sniffer.sniff(Sample.whole(bytes), FormatPins.NONE);
                    List<String> readings = new ArrayList<>();
                    if (sniffed.doubt().isPresent() && sniffed.doubt().get().kind() == Doubt.Kind.ENCODING) {
                        sniffed.doubt()
                                .get()
                                .readings()
                                .forEach(reading -> readings.add(decoded(
                                        bytes, reading.format().encoding().name())));
                    } else {
                        readings.add(decoded(bytes, sniffed.format().encoding().name()));
                    }
                    assertThat(readings).as(sniffed.report().toString()).contains(text);
                });
    }

    private static String text(Gen gen, List<String> words) {
        StringBuilder text = new StringBuilder("name,city,n\n");
        int rows = gen.between(2, 12);
        for (int row = 0; row < rows; row++) {
            text.append(gen.oneOf(words))
                    .append(',')
                    .append(gen.oneOf(words))
                    .append(',')
                    .append(row)
                    .append('\n');
        }
        return text.toString();
    }

    private static String decoded(byte[] bytes, String encoding) {
        return new String(bytes, Charset.forName(encoding));
    }

    @Test
    void printersMarksOfWindowsAreNoLettersOfAnotherEncoding() {
        String text = "id,note\n1,“it’s” – 5 €…\n2,the shop’s\n3,plain\n";
        Sniffed sniffed = Sniffer.sniff(Sample.whole(text.getBytes(Charset.forName("windows-1252"))), FormatPins.NONE);
        assertThat(sniffed.doubt()).isEmpty();
        assertThat(sniffed.format().encoding().name()).isEqualTo("windows-1252");
    }
}
