package sluice.csv;

/**
 * How much decoded text looks like words. Every character that is not ASCII gives a share between 0 and 1: a letter of the script
 * of its neighbours is right; one that makes a word of two scripts, a capital after a small letter, or a sign between letters is
 * what a wrong encoding makes.
 */
final class WordScore {
    /** In Latin words, letters with accents seldom follow each other; in Cyrillic read as Latin they all do. */
    private static final int LONGEST_ACCENTED = 2;
    /** Most letters of Russian and Bulgarian text; in another Cyrillic encoding they are other letters. */
    private static final String FREQUENT_CYRILLIC = "оеаинтсрвлкм";

    private final String text;
    private int accented;

    private WordScore(String text) {
        this.text = text;
    }

    /** The mean share, 0 to 1; 1 for text that is all ASCII. */
    static double of(String text) {
        return new WordScore(text).mean();
    }

    private double mean() {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            accented = c >= 0x80 && isLatin(c) ? accented + 1 : 0;
            if (c >= 0x80) {
                sum += share(i, c);
                count++;
            }
        }
        return count == 0 ? 1 : sum / count;
    }

    private double share(int i, char c) {
        char before = i == 0 ? ' ' : text.charAt(i - 1);
        char after = i + 1 == text.length() ? ' ' : text.charAt(i + 1);
        if (!Character.isLetter(c)) {
            boolean inWord = Character.isLetter(before) && Character.isLetter(after);
            return inWord || !Character.isDefined(c) ? 0 : 0.5;
        }
        boolean wrongCase = Character.isUpperCase(c) && Character.isLowerCase(before);
        if (wrongCase || isOtherScript(c, before) || isOtherScript(c, after) || accented > LONGEST_ACCENTED) {
            return 0;
        }
        if (!Character.isLetter(before) && !Character.isLetter(after) && !Character.isIdeographic(c)) {
            return 0.5;
        }
        boolean cyrillic = Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC;
        return cyrillic && FREQUENT_CYRILLIC.indexOf(Character.toLowerCase(c)) < 0 ? 0.7 : 1;
    }

    private static boolean isOtherScript(char c, char neighbour) {
        return Character.isLetter(neighbour) && isLatin(c) != isLatin(neighbour);
    }

    private static boolean isLatin(char c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
    }
}
