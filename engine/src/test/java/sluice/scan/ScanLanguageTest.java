package sluice.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static sluice.scan.ScanFixture.count;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.scan.language.ExpressionException;

class ScanLanguageTest {
    private static final String ROWS = "Ann,31,2013-02-03\nBob,4,2014-03-04\nÄnne,x,no\n\"a,\"\"b\",-1.50,2015-12-31\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1 = \"Ann\"|1",
                "1 != 'Ann'|3",
                "2 = 4.0|1",
                "2 < 31|2",
                "2 < '31'|1",
                "2 <= 31 and not 1 = \"Bob\"|2",
                "1 = \"Ann\" or 1 = \"Bob\" and 2 = 5|1",
                "(1 = \"Ann\" or 1 = \"Bob\") and 2 = 4|1",
                "contains(1, \"nn\")|2",
                "startsWith(lower(1), \"a\")|2",
                "startsWith(lower(1), \"ä\")|1",
                "upper(1) = \"ÄNNE\"|1",
                "endsWith(1, \"\"\"b\")|1",
                "matches(1, \"^[AB]\")|2",
                "matches(1, \"^Ä.ne$\")|1",
                "length(1) = 4|2",
                "substr(1, 1, 1) = \"Ä\"|1",
                "substr(1, 2) = \"nne\"|1",
                "substr(1, 9) = \"\"|4",
                "1 in (\"Ann\", \"Bob\")|2",
                "1 not in (\"Ann\", \"Bob\")|2",
                "2 in (-1.5, 30..40)|2",
                "year(3) in 2013..2014|2",
                "year(3) != 2013|2",
                "not year(3) = 2013|3",
                "month(3) = 3 or day(3) = 31|2",
                "year(3, \"uuuu-MM-dd\") = 2015|1",
                "year(3, \"yyyy-MM-dd[ HH]\") = 2015|1",
                "col(2) = number(2)|3",
                "9 = 1|0",
                "not 9 = 1|4"
            })
    void testsHoldForTheseRows(String test, int rows) {
        assertThat(count(ROWS, test)).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "yeer(1)|0|there is no function `yeer`. Did you mean `year`?",
                "1 =|3|a column, a function or a value was expected here, not the end.",
                "contains(1, \"a|12|nothing closes the quote \" that opens here.",
                "contains(1)|0|`contains` is written contains(COLUMN, \"TEXT\").",
                "contains(1, 5)|12|`contains` needs text here, this is a number: contains(COLUMN, \"TEXT\").",
                "year(1, \"MM\") = 1|8|`MM` has no year; a date is written with yyyy, MM and dd, such as MM/dd/yyyy.",
                "0 = 1|0|a number here is a column's, a whole one from 1.",
                "1 = 1 && 2 = 2|6|nothing starts with `&`; write and, or.",
                "year(1) = \"2013\"|10|a text is compared with a number; write the number without quotes.",
                "1 and 2 = 2|0|`and` needs true or false, this is text.",
                "1|0|`1` is text, not true or false.",
                "year(1)) = 2|7|the end, or `and`, `or` was expected here, not `)`.",
                "matches(1, \"a(\")|14|this is no regular expression: Unclosed group.",
                "1 in (3..2)|6|a range goes from the lower number to the higher one.",
                "1 in (1, \"a\")|9|a list holds texts or numbers, not both.",
                "substr(1, 0) = \"a\"|10|a whole number from 1 was expected: substr(COLUMN, FROM, LENGTH)."
            })
    void theCaretStandsWhereTheMistakeIs(String test, int position, String problem) {
        ExpressionException mistake = catchThrowableOfType(
                ExpressionException.class, () -> ScanQuery.builder().countWhere(test));

        assertThat(mistake)
                .hasMessage("--count-where: " + problem + "\n  " + test + "\n  " + " ".repeat(position) + "^");
        assertThat(mistake.position()).isEqualTo(position);
    }

    @Test
    void oddNamesStandInBackquotes() {
        String rows = "a b,a`b,2x,größe\n1,2,3,4\n";

        ScanResult result = ScanFixture.scanWithHeader(
                rows, query -> query.countWhere("`a b` = 1 and `a``b` = 2 and col(\"2x\") = 3 and größe = 4"));

        assertThat(result.counts().get(0).rows()).isEqualTo(1);
    }
}
