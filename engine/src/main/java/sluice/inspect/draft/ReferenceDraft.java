package sluice.inspect.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sluice.inspect.FoundReference;
import sluice.inspect.InspectResult;
import sluice.inspect.InspectedFile.Inspected;
import sluice.inspect.Key;

/** Chooses the references that a plan holds: proven ones that the names suggest, to the key of the other file. */
final class ReferenceDraft {
    private ReferenceDraft() {}

    static List<FoundReference> of(InspectResult result) {
        List<FoundReference> taken = new ArrayList<>();
        Map<Integer, Set<Integer>> parents = new HashMap<>();
        Set<List<Integer>> columns = new HashSet<>();
        for (FoundReference reference : result.references()) {
            boolean fit = reference.proven() && reference.named() && isKey(result, reference);
            boolean circle = reaches(parents, reference.parent(), reference.file(), new HashSet<>());
            if (fit && !circle && columns.add(List.of(reference.file(), reference.column()))) {
                parents.computeIfAbsent(reference.file(), file -> new HashSet<>())
                        .add(reference.parent());
                taken.add(reference);
            }
        }
        return taken;
    }

    private static boolean isKey(InspectResult result, FoundReference reference) {
        Inspected parent = (Inspected) result.files().get(reference.parent());
        return key(parent).equals(List.of(reference.key()));
    }

    /** The columns of the key that a plan gives a file; none if no key looks like one. */
    static List<Integer> key(Inspected file) {
        return file.keys().stream()
                .filter(Key::likely)
                .findFirst()
                .map(Key::columns)
                .orElse(List.of());
    }

    private static boolean reaches(Map<Integer, Set<Integer>> parents, int from, int to, Set<Integer> seen) {
        return from == to
                || (seen.add(from)
                        && parents.getOrDefault(from, Set.of()).stream()
                                .anyMatch(next -> reaches(parents, next, to, seen)));
    }
}
