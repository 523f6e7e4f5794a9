package sluice.csv.sniff;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows names that columns usually have: words for what tables hold, in several languages, and numbered columns. */
final class NameWords {
    private static final Set<String> WORDS = words(
            "id ids key keys no nr num number index idx code codes ref reference uuid guid sku isbn iban ean vin hash token pin",
            "name names first last full middle given surname firstname lastname fullname username nickname initials forename",
            "user users customer client person people employee member owner author contact company organisation organization",
            "department team role manager vendor supplier brand maker manufacturer title label caption text note notes comment",
            "comments remark remarks description desc details detail summary subject message body content value values data",
            "info type types kind class category categories group groups tag tags status state level priority rank order orders",
            "item items product products article model version unit units quantity qty amount total sum price prices cost costs",
            "currency rate discount tax fee balance payment account bank card invoice date dates day days month year time",
            "timestamp datetime created updated modified deleted start end from to since until at by on birth birthday birthdate",
            "dob age gender sex address street road house city town village place location region district county province",
            "country countries nation continent zip zipcode postcode postal phone telephone tel mobile fax email mail url uri",
            "link website web homepage host domain ip port path file filename folder size length width height depth weight",
            "volume area latitude longitude lat lon lng coordinates colour color shape material language lang locale source",
            "target parent child children count score rating points average avg min max mean median percent ratio active enabled",
            "visible valid flag result answer question event action method species genus family animal fruit school grade job",
            "position profession occupation salary music genre album artist song film movie actor director publisher book club",
            "league round teacher student course room seat ticket flight airport carrier station route vehicle sample control",
            "x y z k v vorname nachname anrede titel strasse straße hausnummer ort stadt land plz telefon datum jahr monat tag",
            "uhrzeit zeit preis menge anzahl betrag summe einheit artikel artikelnummer kunde kundennummer bezeichnung",
            "beschreibung bemerkung kommentar farbe größe gewicht geschlecht alter beruf firma abteilung nummer gruppe kategorie",
            "wert währung geburtsdatum adresse lieferant bestellung rechnung konto sprache nom prénom ville pays rue année mois",
            "jour prix quantité montant numéro téléphone couleur taille poids sexe âge société catégorie valeur nombre apellido",
            "apellidos ciudad país calle dirección fecha año mes día precio cantidad importe número teléfono empresa categoría",
            "valor idioma nome cognome città paese via indirizzo anno mese giorno prezzo quantità importo colore età sobrenome",
            "cidade endereço preço quantidade naam voornaam achternaam straat prijs aantal imię nazwisko miasto kraj ulica cena",
            "ilość namn förnamn efternamn stad antal имя фамилия отчество город страна улица адрес дата год месяц день цена",
            "количество сумма номер телефон цвет название описание тип категория возраст код",
            "名前 氏名 住所 都市 国 日付 電話 価格 数量 番号 姓名 名称 城市 国家 地址 日期 电话 价格 编号");

    private static final Pattern NUMBERED =
            Pattern.compile("(?i)(col|column|field|var|attr|spalte|feld|c|v|f|x)_?(\\d{1,4})");
    private static final Pattern BLANKS = Pattern.compile("[\\s-]+");
    private static final Pattern PARTS = Pattern.compile("[._/]+|(?<=\\p{Ll})(?=\\p{Lu})");
    private static final int LONGEST = 60;

    private NameWords() {}

    private static Set<String> words(String... lines) {
        return Set.of(Arrays.stream(lines)
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .distinct()
                .toArray(String[]::new));
    }

    /**
     * Whether a text is such a name: all of its words are, or of a word in parts ({@code home_town}, {@code firstName}) one part
     * is.
     *
     * @param column the column's place, from 0: numbered names count columns
     */
    static boolean isName(String text, int column) {
        if (text.isBlank() || text.length() > LONGEST) {
            return false;
        }
        Matcher numbered = NUMBERED.matcher(text);
        if (numbered.matches()) {
            int number = Integer.parseInt(numbered.group(2));
            return number == column || number == column + 1;
        }
        return Arrays.stream(BLANKS.split(text.strip())).allMatch(NameWords::isWord);
    }

    private static boolean isWord(String word) {
        List<String> parts = Arrays.asList(PARTS.split(word));
        return WORDS.contains(word.toLowerCase(Locale.ROOT))
                || parts.stream().anyMatch(part -> WORDS.contains(part.toLowerCase(Locale.ROOT)));
    }
}
