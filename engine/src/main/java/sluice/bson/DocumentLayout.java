package sluice.bson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sluice.plan.ValueType;

/**
 * Where each column goes in the document. Immutable.
 *
 * @param columns in the order of the source's fields
 * @param key the positions of the columns that make the key; empty for none
 * @param id the position of the column that becomes {@code _id}, or -1 for generated ones
 * @param groups the keys and references that are hashed
 */
public record DocumentLayout(List<Column> columns, List<Integer> key, int id, List<KeyGroup> groups) {

    /**
     * One column.
     *
     * @param name its name in the source
     * @param path the field it becomes, dots for nesting
     * @param type the type of its values
     */
    public record Column(String name, List<String> path, ValueType type) {

        /** Copies the path. */
        public Column {
            path = List.copyOf(path);
        }
    }

    /** Copies the lists. */
    public DocumentLayout {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        groups = List.copyOf(groups);
    }

    /** The fields as a tree: inner nodes are sub-documents, leaves are columns. */
    Node tree() {
        Node root = new Node("", null);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (i != id && column.type() != ValueType.SKIP) {
                Node parent = root;
                for (String name : column.path().subList(0, column.path().size() - 1)) {
                    parent = parent.children.computeIfAbsent(name, inner -> new Node(inner, null));
                }
                String last = column.path().get(column.path().size() - 1);
                if (parent.column != null || parent.children.put(last, new Node(last, i)) != null) {
                    throw new IllegalArgumentException(
                            "two columns become the field " + String.join(".", column.path()));
                }
            }
        }
        return root;
    }

    /** A field of the document. */
    static final class Node {
        final String name;
        final @Nullable Integer column;
        final Map<String, Node> children = new LinkedHashMap<>();

        Node(String name, @Nullable Integer column) {
            this.name = name;
            this.column = column;
        }

        List<Node> fields() {
            return new ArrayList<>(children.values());
        }
    }
}
