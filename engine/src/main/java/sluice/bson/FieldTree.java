package sluice.bson;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonNull;
import org.jspecify.annotations.Nullable;
import sluice.plan.FieldSteps;

/** The fields of a document as a tree, in the order in which they are written: columns first, constants after them. */
final class FieldTree {
    private final Node root = new Node("");

    /** A field, or an element of an array: a sub-document, an array, or a leaf with a column or a constant. */
    static final class Node {
        /** The field's name, or the element's place, with the NUL that ends it. */
        final byte[] name;

        private final Map<String, Node> children = new LinkedHashMap<>();
        int column = -1;
        DocumentLayout.@Nullable Constant constant;

        private Node(String step) {
            String written = FieldSteps.isIndex(step) ? Integer.toString(FieldSteps.index(step)) : step;
            name = (written + "\0").getBytes(StandardCharsets.UTF_8);
        }

        /** Whether its children are elements of an array. */
        boolean isArray() {
            return children.keySet().stream().anyMatch(FieldSteps::isIndex);
        }

        /**
         * The fields of a document in the order in which they are named, the elements of an array by their places. An
         * element that nothing becomes is null.
         */
        List<Node> children() {
            if (!isArray()) {
                return List.copyOf(children.values());
            }
            List<Node> elements = new ArrayList<>();
            Map<Integer, Node> places = new TreeMap<>();
            children.forEach((step, child) -> places.put(FieldSteps.index(step), child));
            places.forEach((place, child) -> {
                while (elements.size() < place) {
                    elements.add(nothing(elements.size()));
                }
                elements.add(child);
            });
            return elements;
        }

        private static Node nothing(int place) {
            Node node = new Node(Integer.toString(place));
            node.constant = new DocumentLayout.Constant(List.of(), BsonNull.VALUE);
            return node;
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
        return root.children();
    }

    private Node leaf(List<String> path, boolean flat) {
        Node node = root;
        for (String step : flat ? flat(path) : path) {
            boolean mixed = !node.children.isEmpty() && node.isArray() != FieldSteps.isIndex(step);
            if (node.isLeaf() || mixed) {
                throw twice(path);
            }
            node = node.children.computeIfAbsent(step, Node::new);
        }
        if (node.isLeaf() || !node.children.isEmpty()) {
            throw twice(path);
        }
        return node;
    }

    /** One step to a field or an array, then the steps into the array: it can only be set as a whole. */
    private static List<String> flat(List<String> path) {
        List<String> steps = new ArrayList<>(List.of(FieldSteps.setWith(path)));
        steps.addAll(path.subList(FieldSteps.outsideArrays(path), path.size()));
        return steps;
    }

    private static IllegalArgumentException twice(List<String> path) {
        return new IllegalArgumentException("two columns become the field " + FieldSteps.path(path));
    }
}
