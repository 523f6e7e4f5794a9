package sluice.inspect;

import java.util.Locale;

/** Guesses by names what is a key and what refers to it. Only for the order: what is said was proven on the rows. */
final class NameRank {
    private NameRank() {}

    /** Whether a column's name is that of a key: {@code id}, {@code customer_id}, {@code orderNo}, {@code code}. */
    static boolean isKey(String column) {
        String name = letters(column);
        return name.equals("id")
                || column.matches(".*([_\\-. ][iI][dD]|[a-z]I[dD]|ID)")
                || name.matches(".*(key|code|uuid|guid|number|nr|isbn|sku|email)")
                || column.matches(".*([_\\-. ][nN]o|[a-z]No)");
    }

    /**
     * Whether the name of a column says that it refers to a key of a collection.
     *
     * @param likely whether the key looks like that of the collection, and is not unique by chance
     */
    static boolean refers(String column, String collection, String key, boolean likely) {
        String name = letters(column);
        String parent = singular(letters(collection));
        String keyName = letters(key);
        return (likely && (name.equals(parent) || name.equals(parent + "id")))
                || name.equals(parent + keyName)
                || name.equals(letters(collection) + keyName)
                || (name.equals(keyName) && name.length() > 2 && isKey(key));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static String singular(String name) {
        if (name.endsWith("ies")) {
            return name.substring(0, name.length() - 3) + "y";
        }
        return name.endsWith("s") && !name.endsWith("ss") ? name.substring(0, name.length() - 1) : name;
    }
}
