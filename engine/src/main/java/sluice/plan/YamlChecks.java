package sluice.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Refuses YAML that a plan has no use for and that would do harm: an alias for what it stands in, aliases of aliases that
 * stand for millions of values, and tags, which would be passed over.
 */
final class YamlChecks {
    /** Many more than a plan of a hundred thousand columns has. */
    private static final long MAX_VALUES = 10_000_000;

    private static final Set<Tag> SCALARS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);
    private static final long UNDER_WAY = -1;

    /** How many values each node stands for, aliases followed. */
    private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();

    private YamlChecks() {}

    /** The first mistake, if there is one. */
    static Optional<PlanProblem> of(Node root) {
        try {
            new YamlChecks().size(root);
            return Optional.empty();
        } catch (MistakeException e) {
            return Optional.of(e.problem);
        }
    }

    private long size(Node node) {
        Long known = sizes.get(node);
        if (known != null) {
            if (known == UNDER_WAY) {
                throw new MistakeException(node, "holds an alias of itself, so it would never end.");
            }
            return known;
        }
        if (!fits(node)) {
            throw new MistakeException(
                    node, "the tag `" + node.getTag() + "` is not known here; write the value without it.");
        }
        sizes.put(node, UNDER_WAY);
        long size = 1;
        for (Node part : parts(node)) {
            size += size(part);
        }
        if (size > MAX_VALUES) {
            throw new MistakeException(node, "its aliases stand for more than " + MAX_VALUES + " values.");
        }
        sizes.put(node, size);
        return size;
    }

    private static boolean fits(Node node) {
        if (node instanceof ScalarNode) {
            return SCALARS.contains(node.getTag());
        }
        return node.getTag().equals(node instanceof SequenceNode ? Tag.SEQ : Tag.MAP);
    }

    private static List<Node> parts(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        List<Node> parts = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> {
                parts.add(tuple.getKeyNode());
                parts.add(tuple.getValueNode());
            });
        }
        return parts;
    }

    /** Ends the search. */
    private static final class MistakeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient PlanProblem problem;

        MistakeException(Node node, String message) {
            super(message);
            problem = new PlanProblem(PlanFile.line(node), "", message);
        }
    }
}
