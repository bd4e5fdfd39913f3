package dev.takt.api.labels;

import dev.takt.records.labels.Metadata;
import dev.takt.workflows.port.Wire;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is noted about a row, beside the row. */
public final class LabelColumns {
  private LabelColumns() {}

  /** The expressions of a query whose rows have this id. */
  public static String of(String id) {
    return """
    (select x.metadata::text from label x where x.subject_id = %1$s) as label_metadata,
    (select x.external_ref from label x where x.subject_id = %1$s) as label_ref\
    """
        .formatted(id);
  }

  public static Metadata metadata(ResultSet row) throws SQLException {
    String json = row.getString("label_metadata");
    return json == null ? Metadata.NONE : Wire.read(json, Metadata.class);
  }

  public static @Nullable String externalRef(ResultSet row) throws SQLException {
    return row.getString("label_ref");
  }
}
