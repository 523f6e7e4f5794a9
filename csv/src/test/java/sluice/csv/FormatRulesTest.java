package sluice.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How each corner of the format is read, as data: run against the parser and against the reference. */
class FormatRulesTest {
    private static final Dialect BACKSLASH = Dialect.builder().escape('\\').build();
    private static final Dialect UNQUOTED = Dialect.builder().noQuote().build();

    record Rule(
            String sentence,
            Dialect dialect,
            String input,
            List<List<String>> rows,
            @Nullable CsvProblem problem) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    static List<Rule> rules() {
        return List.of(
                rule("fields stand between delimiters", "a,b,c\n", List.of("a", "b", "c")),
                rule("an empty field is empty", ",a,\n", List.of("", "a", "")),
                rule("the last line needs no end", "a\nb", List.of("a"), List.of("b")),
                rule("a delimiter at the very end makes an empty field", "a,", List.of("a", "")),
                rule("CRLF ends a record", "a\r\nb\r\n", List.of("a"), List.of("b")),
                rule("a lone CR ends a record", "a\rb\r", List.of("a"), List.of("b")),
                rule("blank lines are no records", "\n\r\n\ra\n\n\nb\n", List.of("a"), List.of("b")),
                rule("a line of blanks is a record", " \n", List.of(" ")),
                rule("an empty quoted field is a record", "\"\"\n", List.of("")),
                rule("quotes hold delimiters", "\"a,b\",c\n", List.of("a,b", "c")),
                rule("quotes hold line ends", "\"a\r\nb\nc\rd\"\ne\n", List.of("a\r\nb\nc\rd"), List.of("e")),
                rule("a doubled quote is one quote", "\"a\"\"b\"\n", List.of("a\"b")),
                rule("three quotes at the end are an escaped and a closing one", "\"a\"\"\"\n", List.of("a\"")),
                rule("a quote inside a plain field is text", "5\" disk,b\n", List.of("5\" disk", "b")),
                rule("blanks around fields are kept", " a , b \n", List.of(" a ", " b ")),
                rule("a quote after a blank is text", " \"a\"\n", List.of(" \"a\"")),
                problem(
                        "text after a closing quote is a problem of that record only",
                        CsvProblem.TEXT_AFTER_QUOTE,
                        "\"a\"b,c\n",
                        List.of("\"a\"b", "c")),
                problem(
                        "an open quote swallows the rest and is a problem",
                        CsvProblem.UNCLOSED_QUOTE,
                        "\"a,b\nc",
                        List.of("a,b\nc")),
                new Rule(
                        "a separate escape takes the next byte literally",
                        BACKSLASH,
                        "\"a\\\"b\\\\c\\n\",d\n",
                        List.of(List.of("a\"b\\cn", "d")),
                        null),
                new Rule(
                        "a separate escape takes a line end literally",
                        BACKSLASH,
                        "\"a\\\nb\"\n",
                        List.of(List.of("a\nb")),
                        null),
                new Rule("outside quotes the escape is text", BACKSLASH, "a\\,b\n", List.of(List.of("a\\", "b")), null),
                new Rule(
                        "without a quote character quotes are text",
                        UNQUOTED,
                        "\"a,b\"\n",
                        List.of(List.of("\"a", "b\"")),
                        null),
                new Rule(
                        "any byte can be the delimiter",
                        Dialect.builder().delimiter('\u0001').build(),
                        "a\u0001b,c\n",
                        List.of(List.of("a", "b,c")),
                        null));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Rule rule(String sentence, String input, List<String>... rows) {
        return new Rule(sentence, Dialect.RFC_4180, input, List.of(rows), null);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Rule problem(String sentence, CsvProblem problem, String input, List<String>... rows) {
        return new Rule(sentence, Dialect.RFC_4180, input, List.of(rows), problem);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theParserFollowsIt(Rule rule) {
        byte[] bytes = rule.input().getBytes(ISO_8859_1);
        List<ReferenceParser.Row> rows = CsvText.rows(rule.dialect(), List.of(CsvText.whole(bytes)));
        assertThat(rows.stream().map(ReferenceParser.Row::fields)).isEqualTo(rule.rows());
        assertThat(rows.get(0).problem()).isEqualTo(rule.problem());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theReferenceFollowsIt(Rule rule) {
        List<ReferenceParser.Row> rows =
                ReferenceParser.parse(rule.dialect(), rule.input().getBytes(ISO_8859_1));
        assertThat(rows.stream().map(ReferenceParser.Row::fields)).isEqualTo(rule.rows());
        assertThat(rows.get(0).problem()).isEqualTo(rule.problem());
    }
}
