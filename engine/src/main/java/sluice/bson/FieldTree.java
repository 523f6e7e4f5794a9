package sluice.bson;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a document as a tree, in the order in which they are written: columns first, constants after them. */
final class FieldTree {
    private final Node root = new Node("");

    /** A field: a sub-document, or a leaf with a column or a constant. */
    static final class Node {
        /** The field's name with the NUL that ends it. */
        final byte[] name;

        final Map<String, Node> children = new LinkedHashMap<>();
        int column = -1;
        DocumentLayout.@Nullable Constant constant;

        private Node(String name) {
            this.name = (name + "\0").getBytes(StandardCharsets.UTF_8);
        }

        boolean isLeaf() {
            return column >= 0 || constant != null;
        }
    }

    /** The tree of a layout; {@code _id} is not part of it. */
    FieldTree(DocumentLayout layout) {
        boolean flat = layout.form() == DocumentLayout.Form.FIELDS;
        for (int i = 0; i < layout.columns().size(); i++) {
            if (layout.isField(i)) {
                leaf(layout.columns().get(i).path(), flat).column = i;
            }
        }
        if (layout.form() != DocumentLayout.Form.KEY) {
            layout.constants().forEach(constant -> leaf(constant.path(), flat).constant = constant);
        }
    }

    List<Node> fields() {
        return new ArrayList<>(root.children.values());
    }

    private Node leaf(List<String> path, boolean flat) {
        List<String> names = flat ? List.of(String.join(".", path)) : path;
        Node node = root;
        for (String name : names) {
            if (node.isLeaf()) {
                throw twice(path);
            }
            node = node.children.computeIfAbsent(name, Node::new);
        }
        if (node.isLeaf() || !node.children.isEmpty()) {
            throw twice(path);
        }
        return node;
    }

    private static IllegalArgumentException twice(List<String> path) {
        return new IllegalArgumentException("two columns become the field " + String.join(".", path));
    }
}
