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
 * @param form what a record becomes
 * @param groups the keys and references that are hashed
 */
public record DocumentLayout(List<Column> columns, List<Integer> key, int id, Form form, List<KeyGroup> groups) {

    /** What a record becomes. */
    public enum Form {
        /** A whole document, {@code _id} first. */
        DOCUMENT,
        /** A document that replaces another: without a generated {@code _id}. */
        REPLACEMENT,
        /** Fields that are set: flat, with dots in their names, without a generated {@code _id}. */
        FIELDS,
        /** Nothing but the key, or the {@code _id} of a column. */
        KEY
    }

    /** A layout of whole documents. */
    public DocumentLayout(List<Column> columns, List<Integer> key, int id, List<KeyGroup> groups) {
        this(columns, key, id, Form.DOCUMENT, groups);
    }

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
            boolean wanted = form != Form.KEY || key.contains(i);
            if (i != id && column.type() != ValueType.SKIP && wanted) {
                List<String> path = form == Form.FIELDS ? List.of(String.join(".", column.path())) : column.path();
                Node parent = root;
                for (String name : path.subList(0, path.size() - 1)) {
                    parent = parent.children.computeIfAbsent(name, inner -> new Node(inner, null));
                }
                String last = path.get(path.size() - 1);
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
