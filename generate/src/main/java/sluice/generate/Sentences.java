package sluice.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sentences of 20 to 140 characters from patterns with places for words. */
final class Sentences {
    private static final List<String> POSTS = List.of(
            "Tried {dish} in {city} today, and I would go again.",
            "Anybody up for {hobby} this weekend? The weather looks {adjective}.",
            "My neighbour called it \"{adjective}\", but I liked it.",
            "Just moved to {city}. Everything here is {adjective} and new.",
            "First lesson in {hobby} done, sore but happy.",
            "Cooking {dish} for six people tonight; wish me luck!",
            "That meeting could have been a {adjective} e-mail.",
            "Back from {city}: good people, {adjective} food, no sleep.",
            "Who else thinks {hobby} is the best thing after coffee?",
            "Reading on the train to {city} again",
            "He said \"never order the {dish} here\", so I did.",
            "Three years of {hobby} and still learning every day.",
            "Rain all day in {city}, perfect for staying in.",
            "Today was {adjective}, tomorrow will be better.");

    private static final List<String> CALLS = List.of(
            "Customer asked about the {adjective} invoice from {city}.",
            "Caller was cut off, please ring back before noon.",
            "Wants to change the address to {city}, documents follow.",
            "Complained that the line was {adjective} and hung up.",
            "Ordered \"{dish}\" by mistake, wants the order cancelled.",
            "Asked for the opening hours of the office in {city}.",
            "No answer, left a message on the machine.",
            "Happy with the service; will tell friends from {hobby}.");

    private static final List<String> CALLS_WITH_AO = List.of(
            "Complete chaos at the depot in {city}, the parcel is lost.",
            "Extraordinary delay, the caller wants the money back.",
            "Two boxes of cacao arrived in {adjective} condition.",
            "Said ciao and hung up before the question was answered.");

    private static final Pool NON_ASCII = new Pool(List.of(
            " Déjà vu!",
            " ☕🎉",
            " Grüße aus Köln!",
            " こんにちは、元気ですか。",
            " Привет всем!",
            " 你好，世界。",
            " ¡Qué día!",
            " 👩‍🚀🚀"));
    private static final Pool SAID =
            new Pool(List.of("\"Really?\"", "\"See you there\"", "\"Not again\" - me", "-- \"J.\""));

    private final byte[][][] pieces;
    private final Pool[][] slots;

    private Sentences(List<String> patterns, Pools pools) {
        Map<String, Pool> words = Map.of(
                "dish", pools.dishes(),
                "city", pools.cities(),
                "hobby", pools.hobbies(),
                "adjective", pools.adjectives());
        pieces = new byte[patterns.size()][][];
        slots = new Pool[patterns.size()][];
        for (int i = 0; i < patterns.size(); i++) {
            List<byte[]> fixed = new ArrayList<>();
            List<Pool> open = new ArrayList<>();
            String rest = patterns.get(i);
            for (int at = rest.indexOf('{'); at >= 0; at = rest.indexOf('{')) {
                int end = rest.indexOf('}');
                fixed.add(Pool.bytes(rest.substring(0, at)));
                Pool word = words.get(rest.substring(at + 1, end));
                if (word == null) {
                    throw new IllegalArgumentException(rest);
                }
                open.add(word);
                rest = rest.substring(end + 1);
            }
            fixed.add(Pool.bytes(rest));
            pieces[i] = fixed.toArray(byte[][]::new);
            slots[i] = open.toArray(Pool[]::new);
        }
    }

    /** What people post. */
    static Sentences posts(Pools pools) {
        return new Sentences(POSTS, pools);
    }

    /** Notes on calls; "ao" occurs in none. */
    static Sentences calls(Pools pools) {
        return new Sentences(CALLS, pools);
    }

    /** Notes on calls; "ao" occurs in each. */
    static Sentences callsWithAo(Pools pools) {
        return new Sentences(CALLS_WITH_AO, pools);
    }

    void write(Draws draws, Flaw flaw, RowWriter out) {
        int pattern = draws.below(pieces.length);
        byte[][] fixed = pieces[pattern];
        for (int i = 0; i < fixed.length; i++) {
            out.add(fixed[i]);
            if (i < slots[pattern].length) {
                out.add(slots[pattern][i].draw(draws));
            }
        }
        if (flaw == Flaw.NON_ASCII) {
            out.add(NON_ASCII.draw(draws));
        } else if (flaw == Flaw.NEWLINE) {
            lineEnd(draws, out);
            out.add(SAID.draw(draws));
        }
    }

    /** A line end for the inside of a field: LF, at times CRLF. */
    static void lineEnd(Draws draws, RowWriter out) {
        if (draws.oneIn(4)) {
            out.add('\r');
        }
        out.add('\n');
    }
}
