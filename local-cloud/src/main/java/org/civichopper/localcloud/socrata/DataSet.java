package org.civichopper.localcloud.socrata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.civichopper.localcloud.LocalCloudException;

/// One data set of a city, as [LocalSocrata] serves it.
///
/// @param id four letters or digits, a hyphen, four more
/// @param csv a header `:id,:updated_at,<field names>` and records in the order of `:id`. It is
///   read where it lies and must stay as it is while it is served: another version is another file
public record DataSet(String id, String name, List<Column> columns, Path csv) {

    static final Pattern ID = Pattern.compile("[a-z0-9]{4}-[a-z0-9]{4}");
    static final List<String> SYSTEM_FIELDS = List.of(":id", ":updated_at");

    public DataSet {
        if (!ID.matcher(id).matches()) {
            throw new LocalCloudException(
                    "id of a data set: expected something like abcd-1234, found " + id);
        }
        columns = List.copyOf(columns);
    }

    /// A data set with the columns that the file's header names; what they hold, their names tell.
    public static DataSet of(String id, String name, Path csv) {
        var fields = header(csv);
        var columns =
                fields.subList(SYSTEM_FIELDS.size(), fields.size()).stream()
                        .map(field -> new Column(field, field, type(field)))
                        .toList();
        return new DataSet(id, name, columns, csv);
    }

    /// The field names of the file, those of the system first.
    static List<String> header(Path csv) {
        try (var reader = Files.newBufferedReader(csv)) {
            var line = reader.readLine();
            var fields = line == null ? List.<String>of() : fields(line);
            if (fields.size() < 3 || !fields.subList(0, 2).equals(SYSTEM_FIELDS)) {
                throw new LocalCloudException(
                        "%s: expected a header that begins with :id,:updated_at and has more fields, found %s"
                                .formatted(csv, line));
            }
            return fields;
        } catch (IOException e) {
            throw new LocalCloudException("cannot read " + csv + ": " + e, e);
        }
    }

    private static List<String> fields(String line) {
        return Stream.of(line.split(",")).map(field -> field.replace("\"", "")).toList();
    }

    private static String type(String field) {
        if (field.endsWith("date")) {
            return "calendar_date";
        }
        return List.of("nc", "cd", "latitude", "longitude").contains(field) ? "number" : "text";
    }
}
