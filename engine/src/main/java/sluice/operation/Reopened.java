package sluice.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sluice.collection.Replacement;
import sluice.collection.TargetCollection;
import sluice.csv.ReadRules;
import sluice.input.Header;
import sluice.input.SourceFormat;
import sluice.job.CollectionJob;
import sluice.job.SourceJob;
import sluice.journal.Journal;
import sluice.journal.JournalException;
import sluice.journal.JournalHeader;
import sluice.journal.JournalHeader.CollectionEntry;
import sluice.journal.JournalHeader.SourceEntry;
import sluice.journal.JournalState;
import sluice.journal.OperationDirectory;
import sluice.plan.CollectionPlan;
import sluice.plan.Drop;
import sluice.plan.Plan;
import sluice.plan.PlanReader;
import sluice.server.Server;
import sluice.source.AbsentSource;
import sluice.source.Origin;
import sluice.source.Source;
import sluice.source.SourceException;
import sluice.source.SourceFingerprint;
import sluice.source.Sources;
import sluice.target.Targets;

/** Makes an operation of what its folder and the database tell, after checking that they are what it began with. */
public final class Reopened {
    private Reopened() {}

    /**
     * The operation.
     *
     * @param sources whether the sources are needed: then they must be there, and the same
     * @throws JournalException where the plan was changed
     * @throws SourceException where a source was changed
     */
    public static Operation of(OperationDirectory directory, Journal journal, Server server, boolean sources) {
        JournalHeader header = journal.state().header();
        Plan plan = plan(directory, header);
        List<Long> before = journal.state().prepared();
        List<LoadedCollection> collections = new ArrayList<>();
        for (CollectionEntry entry : header.collections()) {
            int index = collections.size();
            CollectionPlan collection = plan.collections().get(index).withDrop(entry.drop());
            CollectionJob job = new CollectionJob(
                    collection,
                    entry.sources().stream()
                            .map(source -> sources ? same(directory, source, collection) : closed(source))
                            .toList());
            server.databases().requireRights(plan.database(), collection);
            TargetCollection named = new TargetCollection(server, plan.database(), collection.name());
            named.requireLoadable(collection);
            TargetCollection target = written(named, entry, index, journal.state());
            collections.add(new LoadedCollection(
                    index,
                    job,
                    Targets.decide(job, target, entry.state()),
                    entry,
                    before == null ? 0 : before.get(index)));
        }
        return new Operation(directory, journal, plan, collections);
    }

    /** Where a collection's documents are: beside a dropped one until they have taken its place. */
    private static TargetCollection written(
            TargetCollection named, CollectionEntry entry, int index, JournalState state) {
        if (entry.drop() != Drop.AT_END) {
            return named;
        }
        TargetCollection beside =
                named.standIn(Replacement.nameFor(state.header().operation(), index));
        boolean begun = state.prepared() != null;
        return begun && isInPlace(named, beside, state, index) ? named : beside;
    }

    private static boolean isInPlace(TargetCollection named, TargetCollection beside, JournalState state, int index) {
        if (beside.exists()) {
            return false;
        }
        String known = state.identities().get(index);
        return state.isReplacing() || (!known.isEmpty() && known.equals(named.identity()));
    }

    /**
     * The plan of an operation.
     *
     * @throws JournalException where it isn't the one it began with
     */
    public static Plan plan(OperationDirectory directory, JournalHeader header) {
        Path file = directory.plan();
        try {
            if (!PlanHash.of(Files.readString(file)).equals(header.plan().hash())) {
                throw new JournalException(file + ": was changed since " + directory.id()
                        + " began, so it would make other documents. Put it back as it was.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": can't be read: " + e.getMessage(), e);
        }
        return PlanReader.read(file);
    }

    /** A source of which no more than its name is needed. */
    private static SourceJob closed(SourceEntry entry) {
        return new SourceJob(
                new AbsentSource(entry.name()),
                new Header(List.of(), 0, new byte[0]),
                new SourceFormat(entry.format(), ReadRules.STRICT),
                null,
                null);
    }

    private static SourceJob same(OperationDirectory directory, SourceEntry entry, CollectionPlan collection) {
        return SourceJob.of(requireSame(directory, entry), collection, entry.format());
    }

    /**
     * Finds a source again, and checks that it is what it was.
     *
     * @throws JournalException where it could be read only once
     * @throws SourceException where it has changed
     */
    static Source requireSame(OperationDirectory directory, SourceEntry entry) {
        String place = entry.place();
        SourceFingerprint known = entry.fingerprint();
        if (place == null || known == null) {
            throw new JournalException(directory.id() + ": " + entry.name()
                    + " could be read only once, and would have to be read again for that.");
        }
        Source source = Sources.again(entry.name(), place);
        if (source == null) {
            throw new SourceException(
                    place + ": is no longer there. Put it back: " + directory.id() + " has to read it again.");
        }
        Origin now = SourceJob.origin(source);
        String difference =
                now == null ? "its server no longer tags its version" : known.differenceTo(now.fingerprint());
        if (difference != null) {
            throw new SourceException(place + ": has changed since " + directory.id() + " began: " + difference
                    + ". Put the old file back; or load the new one, after `sluice undo " + directory.id()
                    + "` if the old documents should go.");
        }
        return source;
    }
}
