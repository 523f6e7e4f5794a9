package sluice.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** What is wrong with the files, or happens to them. */
final class FileScenarios {
    private static final String MORE = "9000001,Kmore,Ann,1,appended later\n";

    private FileScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("open-quote", "the last row opens a quote and ends", FileScenarios::asItIs)
                        .shaped(shape -> shape.with("9000000,Kopen,\"never closed,1,x\nand on")),
                Scenario.of("huge-row", "a row of 17 MB", FileScenarios::asItIs)
                        .in(Mode.NO_KEY, Mode.KEY, Mode.ID, Mode.UPSERT, Mode.MERGE)
                        .shaped(shape -> shape.with("9000000,Khuge,Ann,1," + "x".repeat(17 << 20) + "\n" + MORE)),
                Scenario.of("appended", "a file grows while it is loaded", FileScenarios::appended),
                Scenario.of("rewritten", "a file is rewritten while it is loaded", FileScenarios::rewritten)
                        .in(Mode.NO_KEY, Mode.KEY, Mode.ID),
                Scenario.of("still-copied", "a file ends in mid-row, and the rest comes later", FileScenarios::copied)
                        .in(Mode.NO_KEY, Mode.KEY, Mode.ID),
                Scenario.of("changed-before-resume", "a file grows after a kill -9", FileScenarios::changed),
                Scenario.of("truncated-gzip", "a compressed file is cut off", FileScenarios::truncated)
                        .in(Mode.NO_KEY, Mode.KEY, Mode.ID));
    }

    private static Verdict asItIs(Stage stage) throws IOException {
        stage.awaitEnd(stage.load(), Stage.LOADED);
        return stage.judge();
    }

    private static Verdict appended(Stage stage) throws IOException {
        Loader.Running running = stage.loadUntil(Scripts.part(stage, 0.1, 0.5));
        if (stage.reached(running)) {
            Files.writeString(lastFile(stage), MORE.repeat(1000), StandardOpenOption.APPEND);
            stage.flow();
        }
        return wholeOrRefused(stage, stage.awaitEnd(running, Stage.LOADED_OR_STOPPED));
    }

    private static Verdict rewritten(Stage stage) throws IOException {
        Path file = lastFile(stage);
        Loader.Running running = stage.loadUntil(Scripts.part(stage, 0.1, 0.5));
        if (stage.reached(running)) {
            byte[] other = Files.readAllBytes(file);
            // The header stays; every row becomes another one of the same length.
            for (int i = 30; i < other.length; i++) {
                other[i] = other[i] >= '0' && other[i] <= '9' ? (byte) ('0' + ('9' - other[i])) : other[i];
            }
            Files.write(file, other, StandardOpenOption.TRUNCATE_EXISTING);
            stage.flow();
        }
        Loader.End end = stage.awaitEnd(running, Stage.LOADED_OR_STOPPED);
        if (end.exitCode() == 3) {
            stage.requireSaid(end, "chang");
            return stage.noVerdictOnDocuments();
        }
        return stage.judge();
    }

    /** The row that is cut off has all its fields: only that the file grows tells that something is missing. */
    private static Verdict copied(Stage stage) throws IOException {
        Path file = lastFile(stage);
        byte[] whole = Files.readAllBytes(file);
        byte[] end = "9000002,Kcut,Ann,1,a long note that comes in two halves\n".getBytes(StandardCharsets.UTF_8);
        Files.write(file, Arrays.copyOf(end, end.length - 10), StandardOpenOption.APPEND);
        Loader.Running running = stage.loadUntil(Scripts.part(stage, 0.1, 0.5));
        if (stage.reached(running)) {
            Files.write(file, whole);
            Files.write(file, end, StandardOpenOption.APPEND);
            stage.flow();
        }
        return wholeOrRefused(stage, stage.awaitEnd(running, Stage.LOADED_OR_STOPPED));
    }

    private static Verdict wholeOrRefused(Stage stage, Loader.End end) throws IOException {
        if (end.exitCode() != 3) {
            return stage.judge();
        }
        stage.requireSaid(end, "chang");
        return stage.judgePart();
    }

    private static Verdict changed(Stage stage) throws IOException {
        Path file = lastFile(stage);
        byte[] bytes = Files.readAllBytes(file);
        FileTime time = Files.getLastModifiedTime(file);
        Loader.Running running = stage.loadUntil(Scripts.part(stage, 0.2, 0.8));
        Scripts.strikeOnce(stage, running, Strike.killLoader(), Set.of(137));
        Files.writeString(file, MORE, StandardOpenOption.APPEND);
        if (stage.operation().isPresent()) {
            stage.requireSaid(stage.awaitEnd(stage.goOn(), Set.of(3)), "chang");
        }
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
        stage.finish();
        return stage.judge();
    }

    private static Verdict truncated(Stage stage) throws IOException {
        byte[] text = Files.readAllBytes(lastFile(stage));
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(text);
        }
        byte[] whole = compressed.toByteArray();
        Path file = stage.folder().resolve(lastFile(stage).getFileName() + ".gz");
        Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));
        Files.delete(lastFile(stage));
        Path plan = stage.folder().resolve(DataSet.PLAN);
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replace(stage.data().lastFile(), stage.data().lastFile() + ".gz"));

        Loader.End end = stage.awaitEnd(stage.load(), Set.of(3));
        stage.requireSaid(end, ".gz");
        Verdict part = stage.judgePart();
        Files.write(file, whole);
        stage.awaitEnd(stage.load("--drop"), Stage.LOADED);
        return part.good() ? stage.judge() : part;
    }

    private static Path lastFile(Stage stage) {
        return stage.folder().resolve(stage.data().lastFile());
    }
}
