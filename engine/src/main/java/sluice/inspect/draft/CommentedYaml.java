package sluice.inspect.draft;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sluice.plan.Plan;
import sluice.plan.PlanLines;
import sluice.plan.PlanReader;
import sluice.plan.PlanWriter;

/** A plan as YAML with comments above its parts. Not thread-safe. */
final class CommentedYaml {
    private static final int WIDTH = 110;

    private final Map<String, List<String>> comments = new LinkedHashMap<>();

    /** Adds a comment above a part, by its path as {@link PlanLines} has it. */
    void add(String path, String comment) {
        comments.computeIfAbsent(path, key -> new ArrayList<>()).add(comment);
    }

    /** The text. */
    String of(Plan plan) {
        String yaml = PlanWriter.toYaml(plan);
        PlanLines lines = PlanReader.parse(yaml, "draft", Path.of("")).lines();
        Map<Integer, List<String>> byLine = new LinkedHashMap<>();
        comments.forEach((path, said) -> byLine.computeIfAbsent(lines.of(path), line -> new ArrayList<>())
                .addAll(said));
        StringBuilder text = new StringBuilder();
        List<String> written = yaml.lines().toList();
        for (int i = 0; i < written.size(); i++) {
            String line = written.get(i);
            String indent = " ".repeat(line.length() - line.stripLeading().length());
            byLine.getOrDefault(i + 1, List.of()).forEach(comment -> append(text, indent, comment));
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String indent, String comment) {
        StringBuilder line = new StringBuilder();
        for (String word : comment.split(" ", -1)) {
            if (line.length() > 0 && indent.length() + line.length() + word.length() > WIDTH) {
                text.append(indent).append("# ").append(line).append('\n');
                line.setLength(0);
                line.append("  ");
            }
            line.append(line.toString().isBlank() ? "" : " ").append(word);
        }
        text.append(indent).append("# ").append(line).append('\n');
    }
}
