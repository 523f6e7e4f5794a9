package sluice.bench;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** The replayer as a contestant. */
record Ceiling(String name, Replayer replayer, List<InsertMessage> messages) implements Contestant {
    @Override
    public boolean sameDocuments() {
        return true;
    }

    @Override
    public boolean indexFirst() {
        return true;
    }

    @Override
    public Measurement run() throws IOException, InterruptedException {
        return new Measurement(replayer.replay(messages), OptionalLong.empty());
    }
}
