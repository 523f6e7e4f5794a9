package sluice.plan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import sluice.csv.ChunkSize;

/** Changes settings in a plan's own text: comments, order and everything else stay as they were written. */
public final class PlanEdit {
    private static final String LOAD = "load";

    private final String origin;
    private final String text;
    private final String newline;

    private PlanEdit(String origin, String text) {
        this.origin = origin;
        this.text = text;
        this.newline = text.contains("\r\n") ? "\r\n" : "\n";
    }

    /**
     * The text with these two settings in its {@code load}, and nothing else changed.
     *
     * @param text a plan that can be read
     * @param origin its name in messages
     * @throws PlanException where it is written in a way that can't be changed; says what to write by hand
     */
    public static String withLoad(String text, String origin, int workers, ChunkSize chunkSize) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("workers", Integer.toString(workers));
        settings.put("chunkSize", Sizes.show(chunkSize));
        PlanEdit edit = new PlanEdit(origin, text);
        String changed = text;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String next = new PlanEdit(origin, changed).with(setting.getKey(), setting.getValue());
            if (next == null) {
                throw edit.refused(settings);
            }
            changed = next;
        }
        if (!edit.differsOnlyIn(changed, workers, chunkSize)) {
            throw edit.refused(settings);
        }
        return changed;
    }

    private PlanException refused(Map<String, String> settings) {
        StringBuilder lines = new StringBuilder();
        settings.forEach((name, value) -> lines.append(lines.isEmpty() ? "" : ", ")
                .append(name)
                .append(": ")
                .append(value));
        return new PlanException(
                origin,
                List.of(new PlanProblem(
                        0,
                        LOAD,
                        "is written in a way that can't be changed here, and the file is as it was; write by hand: load: { "
                                + lines + " }")));
    }

    /** Whether a changed text reads as the same plan but for the two settings. */
    private boolean differsOnlyIn(String changed, int workers, ChunkSize chunkSize) {
        try {
            Plan before = PlanReader.parse(text, origin, Path.of(""));
            Plan after = PlanReader.parse(changed, origin, Path.of(""));
            return after.database().equals(before.database())
                    && after.collections().equals(before.collections())
                    && after.queries().equals(before.queries())
                    && after.settings()
                            .equals(before.settings().withWorkers(workers).withChunkSize(chunkSize));
        } catch (PlanException e) {
            return false;
        }
    }

    /** The text with one setting, or null where we don't know how. */
    private @Nullable String with(String name, String value) {
        Optional<Node> root = root();
        if (root.isEmpty()
                || !(root.get() instanceof MappingNode plan)
                || plan.getFlowStyle() == FlowStyle.FLOW
                || plan.getValue().isEmpty()) {
            return null;
        }
        NodeTuple load = find(plan, LOAD);
        if (load == null) {
            return appended(plan, name, value);
        }
        // What an alias stands for lies elsewhere.
        boolean here = start(load.getValueNode()) >= end(load.getKeyNode());
        if (!here || !(load.getValueNode() instanceof MappingNode settings)) {
            return null;
        }
        NodeTuple setting = find(settings, name);
        if (setting != null) {
            int from = start(setting.getValueNode());
            return from < end(setting.getKeyNode()) ? null : replaced(from, end(setting.getValueNode()), value);
        }
        return settings.getFlowStyle() == FlowStyle.FLOW
                ? insertedInFlow(settings, name, value)
                : insertedInBlock(settings, name, value);
    }

    /** Empty also where a first change made something that is no YAML. */
    private Optional<Node> root() {
        try {
            return PlanFile.compose(text);
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    private static @Nullable NodeTuple find(MappingNode mapping, String name) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .findFirst()
                .orElse(null);
    }

    private String appended(MappingNode plan, String name, String value) {
        String indent = " ".repeat(column(plan.getValue().get(0).getKeyNode()));
        String gap = text.isEmpty() || text.endsWith("\n") || text.endsWith("\r") ? "" : newline;
        return text + gap + indent + LOAD + ":" + newline + indent + "  " + name + ": " + value + newline;
    }

    private String insertedInFlow(MappingNode settings, String name, String value) {
        List<NodeTuple> tuples = settings.getValue();
        if (tuples.isEmpty()) {
            return replaced(start(settings), end(settings), "{ " + name + ": " + value + " }");
        }
        int at = end(tuples.get(tuples.size() - 1).getValueNode());
        return replaced(at, at, ", " + name + ": " + value);
    }

    /** On a line of its own after the last setting, whose line may end in a comment. */
    private @Nullable String insertedInBlock(MappingNode settings, String name, String value) {
        List<NodeTuple> tuples = settings.getValue();
        NodeTuple last = tuples.get(tuples.size() - 1);
        if (start(last.getValueNode()) < end(last.getKeyNode())) {
            return null;
        }
        int at = end(last.getValueNode());
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        String indent = " ".repeat(column(tuples.get(0).getKeyNode()));
        return replaced(at, at, newline + indent + name + ": " + value);
    }

    private String replaced(int from, int to, String by) {
        return text.substring(0, from) + by + text.substring(to);
    }

    private int start(Node node) {
        return index(node.getStartMark());
    }

    private int end(Node node) {
        return index(node.getEndMark());
    }

    /** Marks count code points. */
    private int index(Optional<Mark> mark) {
        return text.offsetByCodePoints(0, mark.orElseThrow().getIndex());
    }

    private static int column(Node node) {
        return node.getStartMark().map(Mark::getColumn).orElse(0);
    }
}
