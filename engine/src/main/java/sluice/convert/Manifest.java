package sluice.convert;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a batch: a line of JSON for each, with {@code input}, {@code output} and, if it is wanted,
 * {@code dialect}. Blank lines are passed over. Relative paths start from the manifest's folder.
 *
 * @param entries its lines, in their order
 */
public record Manifest(List<ManifestEntry> entries) {

    /** Copies the list. */
    public Manifest {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a manifest.
     *
     * @param defaults how inputs are read as far as their lines say nothing else
     * @throws ManifestException if a line is wrong; all mistakes are reported together
     * @throws ConvertException if the file can't be read
     */
    public static Manifest read(Path file, ReadAs defaults) {
        List<ManifestEntry> entries = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        Map<Path, Integer> outputs = new HashMap<>();
        Path folder = file.toAbsolutePath().getParent();
        List<String> lines = lines(file);
        for (int number = 1; number <= lines.size(); number++) {
            String text = lines.get(number - 1);
            if (text.isBlank()) {
                continue;
            }
            try {
                ManifestEntry entry = new ManifestLine(text).entry(number, folder, defaults);
                Integer earlier = outputs.putIfAbsent(entry.output().normalize(), number);
                if (earlier != null) {
                    throw new IllegalArgumentException(
                            "output: line " + earlier + " writes to " + entry.output() + " too; name another file");
                }
                entries.add(entry);
            } catch (IllegalArgumentException e) {
                mistakes.add(file + ", line " + number + ": " + ended(String.valueOf(e.getMessage())));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new ManifestException(mistakes);
        }
        return new Manifest(entries);
    }

    private static String ended(String message) {
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new ConvertException(file + ": is not valid UTF-8.", e);
        } catch (IOException e) {
            throw new ConvertException(file + ": can't be read: " + e.getMessage() + ".", e);
        }
    }
}
