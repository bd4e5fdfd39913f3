package dev.takt.records;

import dev.takt.records.labels.Metadata;
import dev.takt.workflows.dunning.DunningPolicy;
import dev.takt.workflows.port.Wire;
import dev.takt.workflows.subscription.CouponTerms;
import dev.takt.workflows.timeline.Tiers;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.postgresql.util.PGobject;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.mapping.JdbcValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values as the driver takes and gives them. Dates and times go as what they are: by way of
 * timestamps they would pass through the time zone of the machine.
 */
final class ColumnValues {
  private static final JsonMapper JSON = JsonMapper.shared();

  static final List<Converter<?, ?>> CONVERTERS =
      List.of(
          new InstantToColumn(),
          new ColumnToInstant(),
          new DateToColumn(),
          new TimeToColumn(),
          new JsonToColumn(),
          new ColumnToJson(),
          new PolicyToColumn(),
          new ColumnToPolicy(),
          new MetadataToColumn(),
          new ColumnToMetadata(),
          new CouponTermsToColumn(),
          new ColumnToCouponTerms(),
          new TiersToColumn(),
          new ColumnToTiers());

  private ColumnValues() {}

  @WritingConverter
  static final class InstantToColumn implements Converter<Instant, JdbcValue> {
    @Override
    public JdbcValue convert(Instant at) {
      return JdbcValue.of(at.atOffset(ZoneOffset.UTC), JDBCType.TIMESTAMP_WITH_TIMEZONE);
    }
  }

  @ReadingConverter
  static final class ColumnToInstant implements Converter<Timestamp, Instant> {
    @Override
    public Instant convert(Timestamp column) {
      return column.toInstant();
    }
  }

  @WritingConverter
  static final class DateToColumn implements Converter<LocalDate, JdbcValue> {
    @Override
    public JdbcValue convert(LocalDate date) {
      return JdbcValue.of(date, JDBCType.DATE);
    }
  }

  @WritingConverter
  static final class TimeToColumn implements Converter<LocalTime, JdbcValue> {
    @Override
    public JdbcValue convert(LocalTime time) {
      return JdbcValue.of(time, JDBCType.TIME);
    }
  }

  @WritingConverter
  static final class JsonToColumn implements Converter<JsonNode, JdbcValue> {
    @Override
    public JdbcValue convert(JsonNode json) {
      return JdbcValue.of(jsonb(json.toString()), JDBCType.OTHER);
    }
  }

  @ReadingConverter
  static final class ColumnToJson implements Converter<PGobject, JsonNode> {
    @Override
    public JsonNode convert(PGobject column) {
      return JSON.readTree(column.getValue());
    }
  }

  /** As workflows' payloads are written, since cases keep it among their facts. */
  @WritingConverter
  static final class PolicyToColumn implements Converter<DunningPolicy, JdbcValue> {
    @Override
    public JdbcValue convert(DunningPolicy policy) {
      return written(policy);
    }
  }

  @ReadingConverter
  static final class ColumnToPolicy implements Converter<PGobject, DunningPolicy> {
    @Override
    public DunningPolicy convert(PGobject column) {
      return read(column, DunningPolicy.class);
    }
  }

  @WritingConverter
  static final class CouponTermsToColumn implements Converter<CouponTerms, JdbcValue> {
    @Override
    public JdbcValue convert(CouponTerms terms) {
      return written(terms);
    }
  }

  @ReadingConverter
  static final class ColumnToCouponTerms implements Converter<PGobject, CouponTerms> {
    @Override
    public CouponTerms convert(PGobject column) {
      return read(column, CouponTerms.class);
    }
  }

  @WritingConverter
  static final class TiersToColumn implements Converter<Tiers, JdbcValue> {
    @Override
    public JdbcValue convert(Tiers tiers) {
      return written(tiers);
    }
  }

  @ReadingConverter
  static final class ColumnToTiers implements Converter<PGobject, Tiers> {
    @Override
    public Tiers convert(PGobject column) {
      return read(column, Tiers.class);
    }
  }

  @WritingConverter
  static final class MetadataToColumn implements Converter<Metadata, JdbcValue> {
    @Override
    public JdbcValue convert(Metadata metadata) {
      return written(metadata);
    }
  }

  @ReadingConverter
  static final class ColumnToMetadata implements Converter<PGobject, Metadata> {
    @Override
    public Metadata convert(PGobject column) {
      return read(column, Metadata.class);
    }
  }

  private static JdbcValue written(Object value) {
    return JdbcValue.of(jsonb(Wire.write(value)), JDBCType.OTHER);
  }

  private static <T> T read(PGobject column, Class<T> type) {
    return Wire.read(Objects.requireNonNull(column.getValue()), type);
  }

  private static PGobject jsonb(String json) {
    try {
      PGobject column = new PGobject();
      column.setType("jsonb");
      column.setValue(json);
      return column;
    } catch (SQLException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }
}
