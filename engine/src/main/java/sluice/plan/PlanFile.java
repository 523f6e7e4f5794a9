package sluice.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** A plan file while it is read: the mistakes noted so far and the lines of its parts. */
final class PlanFile {
    private final List<PlanProblem> problems = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    /**
     * How a text is read: whole at once, as the reader fails where its buffer ends within a pair of surrogates, and however long it
     * is: an operation's own plan has an entry for each column.
     */
    static LoadSettings settings(String text) {
        return LoadSettings.builder()
                .setParseComments(false)
                .setBufferSize(text.length() + 1)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
    }

    /**
     * The root node of a text, empty for an empty text. The library's own class for this is in a package that its module does
     * not export.
     *
     * @throws YamlEngineException if the text is not YAML
     */
    static Optional<Node> compose(String text) {
        LoadSettings settings = settings(text);
        return new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text))).getSingleNode();
    }

    /** The root node; empty, and noted, where the text is no YAML. */
    Optional<Node> parse(String text) {
        try {
            Optional<Node> root = compose(text);
            if (root.isEmpty()) {
                note("", "the plan is empty.");
                return root;
            }
            Optional<PlanProblem> problem = YamlChecks.of(root.get());
            problem.ifPresent(problems::add);
            return problem.isEmpty() ? root : Optional.empty();
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            problems.add(new PlanProblem(line, "", "no YAML: " + e.getProblem() + "."));
        } catch (StackOverflowError e) {
            note("", "is nested too deeply.");
        } catch (YamlEngineException e) {
            note("", "no YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** The entries of a mapping by name; duplicates and anything but a mapping are noted. */
    Map<String, Node> entries(String path, Node node) {
        lines.putIfAbsent(path, line(node));
        Map<String, Node> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            note(path, "must be a mapping of names to values, is " + show(node) + ".");
            return entries;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                note(path, "a key must be text, is " + show(tuple.getKeyNode()) + ".");
                continue;
            }
            String child = path.isEmpty() ? name.getValue() : path + "." + name.getValue();
            if (entries.put(name.getValue(), tuple.getValueNode()) != null) {
                problems.add(new PlanProblem(line(name), child, "stands twice."));
            }
            lines.put(child, line(name));
        }
        return entries;
    }

    void note(String path, String message) {
        problems.add(new PlanProblem(lines().of(path), path, message));
    }

    /** The mistakes in the order of the file. */
    List<PlanProblem> problems() {
        return problems.stream()
                .sorted(Comparator.comparingInt(PlanProblem::line))
                .toList();
    }

    PlanLines lines() {
        return new PlanLines(lines);
    }

    static String show(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() && scalar.getTag().equals(Tag.NULL)
                    ? "empty"
                    : "`" + scalar.getValue() + "`";
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
