package sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small file with the columns of the customers. */
final class SampleCustomers {
    static final List<String> COLUMNS = List.of(
            "user_id", "Name", "Last_name", "Home_address", "Phone_number", "Email_address", "Status", "Credit_limit");

    private SampleCustomers() {}

    static Path write(Path folder, int rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of(String.join(",", COLUMNS)));
        for (int i = 1; i <= rows; i++) {
            lines.add(
                    "C%06d,Zo\u00eb,Doe,\"%d Main St, Suite 2\",555-0100,zoe@example.org,Active,%d".formatted(i, i, i));
        }
        return Files.write(folder.resolve("customers.csv"), lines);
    }
}
