package sluice.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A command line as a contestant: the whole process counts, from its start to its exit. */
record Program(String name, boolean sameDocuments, boolean indexFirst, List<String> command, Path work)
        implements Contestant {
    Program {
        command = List.copyOf(command);
    }

    @Override
    public Measurement run() throws IOException, InterruptedException {
        return MeasuredProcess.run(command, work);
    }
}
