package sluice.generate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import net.datafaker.Faker;

/**
 * The words that rows are made of. They are drawn once, with the seed and a fixed locale: the library makes tens of
 * thousands of values a second, the files need millions.
 */
record Pools(
        Names first,
        Names last,
        Pool streets,
        Pool cities,
        Pool states,
        Pool colors,
        Pool materials,
        Pool dishes,
        Pool hobbies,
        Pool adjectives) {

    static final Names FOREIGN_FIRST = Names.pairs(
            "Zoë=Zoe",
            "José=Jose",
            "Łukasz=Lukasz",
            "Søren=Soren",
            "Gülşen=Gulsen",
            "Наталья=Natalya",
            "Ελένη=Eleni",
            "Björn=Bjorn",
            "Chloé=Chloe",
            "Þóra=Thora",
            "さくら=Sakura",
            "美咲=Misaki",
            "민준=Minjun",
            "小龙=Xiaolong",
            "अनिता=Anita",
            "ليلى=Layla",
            "Ana🌻=Ana",
            "Šárka=Sarka");
    static final Names FOREIGN_LAST = Names.pairs(
            "Müller=Mueller",
            "Núñez=Nunez",
            "Østergård=Ostergard",
            "Иванова=Ivanova",
            "Παππάς=Pappas",
            "佐藤=Sato",
            "王=Wang",
            "김=Kim",
            "Lindström=Lindstrom",
            "Dvořák=Dvorak",
            "D’Angelo=DAngelo",
            "Yılmaz=Yilmaz",
            "Bălan=Balan",
            "François=Francois",
            "Gonçalves=Goncalves",
            "शर्मा=Sharma");

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z' -]{1,11}");
    private static final Pattern WORDS = Pattern.compile("[A-Za-z' -]{3,22}");
    private static final int ATTEMPTS = 500;

    static Pools of(long seed) {
        Faker faker = new Faker(Locale.ENGLISH, new Random(seed));
        return new Pools(
                Names.of(draw(() -> faker.name().firstName(), NAME)),
                Names.of(draw(() -> faker.name().lastName(), NAME)),
                pool(() -> faker.address().streetName(), WORDS),
                pool(() -> faker.address().city(), WORDS),
                pool(() -> faker.address().stateAbbr(), Pattern.compile("[A-Z]{2}")),
                pool(() -> faker.color().name(), WORDS),
                pool(() -> faker.commerce().material().toLowerCase(Locale.ROOT), WORDS),
                pool(() -> faker.food().dish(), WORDS),
                pool(() -> faker.hobby().activity().toLowerCase(Locale.ROOT), WORDS),
                pool(() -> faker.word().adjective(), Pattern.compile("[a-z]{3,12}")));
    }

    private static Pool pool(Supplier<String> source, Pattern pattern) {
        return new Pool(draw(source, pattern));
    }

    /** Different values without "ao", which is searched for in the calls and must stand there only where it is meant. */
    private static List<String> draw(Supplier<String> source, Pattern pattern) {
        Set<String> seen = new HashSet<>();
        List<String> values = new ArrayList<>();
        Predicate<String> shape = pattern.asMatchPredicate();
        for (int i = 0; i < ATTEMPTS; i++) {
            String value = source.get();
            String letters = Names.letters(value).toLowerCase(Locale.ROOT);
            if (shape.test(value) && !letters.contains("ao") && seen.add(letters)) {
                values.add(value);
            }
        }
        return values;
    }
}
