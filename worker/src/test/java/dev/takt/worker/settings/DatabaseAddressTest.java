package dev.takt.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://takt:s%2Bcr%40t@db:5433/books",
        "postgres://takt:s%2Bcr%40t@db:5433/books",
        "jdbc:postgresql://db:5433/books?user=takt&password=s%2Bcr%40t",
        "jdbc:postgresql://db:5433/books?password=s+cr%40t&user=takt",
      })
  void userAndPasswordAreTakenOutOfTheAddress(String url) {
    assertThat(DatabaseAddress.of(url))
        .isEqualTo(new DatabaseAddress("jdbc:postgresql://db:5433/books", "takt", "s+cr@t"));
  }

  @Test
  void otherParametersGoToTheDriver() {
    var address = DatabaseAddress.of("postgresql://u:p@db/books?sslmode=require&ssl=true");

    assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db/books?sslmode=require&ssl=true");
    assertThat(address).hasToString("db/books");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"db:5432", "postgresql://u:secret@db", "postgresql://u:sec ret@db/x", "x"})
  void whatCannotBeReadIsRefusedWithoutShowingThePassword(String url) {
    assertThatThrownBy(() -> DatabaseAddress.of(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("sec")
        .hasMessageContaining("postgresql://user:password@host")
        .hasNoCause();
  }

  @Test
  void aDatabaseThatIsNotThereIsNamedInOneLine() {
    var address = DatabaseAddress.of("postgresql://takt:secret@localhost:1/books");

    assertThatThrownBy(address::check)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("localhost:1/books")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("\n");
  }
}
