package sluice.csv;

/**
 * How much decoded text looks like words. Every character that is not ASCII gives a share between 0 and 1: a letter of the script
 * of its neighbours is right; one that makes a word of two scripts, a capital within a word of small letters, or a sign between letters is
 * what a wrong encoding makes.
 */
final class WordScore {
    /** In Latin words, letters with accents seldom follow each other; in Cyrillic read as Latin they all do. */
    private static final int LONGEST_ACCENTED = 2;
    /** Most letters of Russian and Bulgarian text; in another Cyrillic encoding they are other letters. */
    private static final String FREQUENT_CYRILLIC = "оеаинтсрвлкм";

    /** Signs that texts are set with. */
    private static final String TYPOGRAPHIC = "‘’“”„‚«»–—…€•™®©°";

    private static final double WELL_SET = 0.95;

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
            return ofSign(c, Character.isLetter(before), Character.isLetter(after));
        }
        if (isOfWrongCase(c, before, after)
                || isOtherScript(c, before)
                || isOtherScript(c, after)
                || accented > LONGEST_ACCENTED) {
            return 0;
        }
        if (!Character.isLetter(before) && !Character.isLetter(after) && !Character.isIdeographic(c)) {
            return 0.5;
        }
        boolean cyrillic = Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC;
        return cyrillic && FREQUENT_CYRILLIC.indexOf(Character.toLowerCase(c)) < 0 ? 0.7 : 1;
    }

    /** An apostrophe stands in a word, other signs of print around words and numbers. */
    private static double ofSign(char c, boolean letterBefore, boolean letterAfter) {
        if (c == '’' && letterBefore && letterAfter) {
            return WELL_SET;
        }
        if ((letterBefore && letterAfter) || !Character.isDefined(c)) {
            return 0;
        }
        return TYPOGRAPHIC.indexOf(c) >= 0 ? WELL_SET : 0.5;
    }

    /** A capital behind a small letter, or as second letter of a word in small letters; a small letter before a capital. */
    private static boolean isOfWrongCase(char c, char before, char after) {
        return Character.isUpperCase(c)
                ? Character.isLowerCase(before) || (Character.isUpperCase(before) && Character.isLowerCase(after))
                : Character.isLowerCase(c) && Character.isUpperCase(after);
    }

    private static boolean isOtherScript(char c, char neighbour) {
        return Character.isLetter(neighbour) && isLatin(c) != isLatin(neighbour);
    }

    private static boolean isLatin(char c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
    }
}
