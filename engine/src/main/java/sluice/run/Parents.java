package sluice.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import sluice.admission.KeySet;
import sluice.bson.KeyHasher;
import sluice.collection.TargetCollection;
import sluice.gate.KeyBudget;
import sluice.gate.ParentKeys;
import sluice.plan.Reference;
import sluice.plan.ReferenceGraph;
import sluice.plan.ValueType;
import sluice.server.Server;
import sluice.target.StoredType;

/**
 * Finds the keys that references may have: those that were admitted in this operation where they are all there are, else
 * those that the database has once the parent is loaded. Thread-safe.
 */
public final class Parents {
    /** Room is asked for so many keys at a time. */
    private static final int STEP = 4096;

    private final Server server;
    private final String database;
    private final List<CollectionTask> tasks;
    private final KeyBudget budget;
    private final Map<CollectionTask, Map<Integer, ParentKeys>> children = new ConcurrentHashMap<>();
    private final Map<String, ParentKeys> read = new HashMap<>();
    private final Map<Reference, Optional<ValueType>> types = new ConcurrentHashMap<>();

    public Parents(Server server, String database, List<CollectionTask> tasks, KeyBudget budget) {
        this.server = server;
        this.database = database;
        this.tasks = tasks;
        this.budget = budget;
    }

    /**
     * The keys that a collection's references may have, by the group of its layout that hashes the reference. Reads what is
     * not known yet; who needs something that is not known either waits meanwhile. The parents must be done.
     *
     * @param hasher the calling worker's
     */
    Map<Integer, ParentKeys> of(CollectionTask child, KeyHasher hasher) {
        Map<Integer, ParentKeys> known = children.get(child);
        return known == null ? read(child, hasher) : known;
    }

    private synchronized Map<Integer, ParentKeys> read(CollectionTask child, KeyHasher hasher) {
        Map<Integer, ParentKeys> known = children.get(child);
        if (known != null) {
            return known;
        }
        Map<Integer, ParentKeys> keys = new HashMap<>();
        int group = child.target().keyGroups();
        for (Reference reference : child.plan().write().references()) {
            keys.put(group++, keys(reference, hasher));
        }
        children.put(child, keys);
        return keys;
    }

    private ParentKeys keys(Reference reference, KeyHasher hasher) {
        CollectionTask parent = parent(reference);
        String field = field(reference, parent);
        if (parent != null && parent.target().startsEmpty() && parent.lanes() == null) {
            KeySet keys = parent.gate().keysOf(field);
            if (keys != null) {
                return new ParentKeys.InMemory(keys);
            }
        }
        return keys(stored(reference, parent), field, hasher);
    }

    /** The task that loads what a reference leads to, or null if it is not loaded now. */
    private @Nullable CollectionTask parent(Reference reference) {
        return tasks.stream()
                .filter(task -> task.plan().name().equals(reference.collection()))
                .findFirst()
                .orElse(null);
    }

    private static String field(Reference reference, @Nullable CollectionTask parent) {
        return parent == null
                ? Objects.requireNonNull(reference.field())
                : ReferenceGraph.field(reference, parent.plan());
    }

    private TargetCollection stored(Reference reference, @Nullable CollectionTask parent) {
        return parent == null
                ? new TargetCollection(server, database, reference.collection())
                : parent.target().collection();
    }

    /** The type of the values that a reference's parent has in its field; null if it has none that a column gives. */
    @Nullable
    ValueType typeOf(Reference reference) {
        return types.computeIfAbsent(reference, this::storedType).orElse(null);
    }

    private Optional<ValueType> storedType(Reference reference) {
        CollectionTask parent = parent(reference);
        BsonValue there = stored(reference, parent).fields().sample(field(reference, parent));
        return Optional.ofNullable(there).map(StoredType::of);
    }

    /** The keys that a collection of the database has in a field now. */
    public ParentKeys keys(String collection, String field, KeyHasher hasher) {
        return keys(new TargetCollection(server, database, collection), field, hasher);
    }

    private synchronized ParentKeys keys(TargetCollection parent, String field, KeyHasher hasher) {
        return read.computeIfAbsent(parent.name() + "\0" + field, key -> stream(parent, field, hasher));
    }

    private ParentKeys stream(TargetCollection parent, String field, KeyHasher hasher) {
        KeySet keys = new KeySet();
        try {
            parent.fields().forEach(List.of(field), document -> {
                if (keys.size() % STEP == 0 && !budget.take(keys, keys.bytes(), keys.bytesWith(STEP))) {
                    throw new OverBudget();
                }
                hasher.hash(document, List.of(field));
                if (keys.find(hasher.high(), hasher.low()) == KeySet.ABSENT) {
                    keys.add(hasher.high(), hasher.low(), 1);
                }
            });
            return new ParentKeys.InMemory(keys);
        } catch (OverBudget e) {
            budget.release(keys);
            return new ParentKeys.OnServer(parent, field);
        }
    }

    /** Ends the reading of keys that don't fit. */
    private static final class OverBudget extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
