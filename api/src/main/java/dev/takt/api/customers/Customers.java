package dev.takt.api.customers;

import dev.takt.api.web.Columns;
import dev.takt.api.web.Page;
import dev.takt.api.web.Select;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Customers. */
@Repository
public class Customers {
  private final JdbcClient jdbc;

  Customers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(String tenant, Customer customer) {
    write(
        """
        insert into customer (id, tenant, name, email, phone, kind, country, locale, address,
          company_number, external_ref, segment, test_clock_id, created_at)
        values (:id, :tenant, :name, :email, :phone, :kind, :country, :locale, :address::jsonb,
          :companyNumber, :externalRef, :segment, :clock, :at)
        on conflict do nothing
        """,
        tenant,
        customer);
  }

  void change(String tenant, Customer customer) {
    write(
        """
        update customer set name = :name, email = :email, phone = :phone, kind = :kind,
          country = :country, locale = :locale, address = :address::jsonb,
          company_number = :companyNumber, external_ref = :externalRef, segment = :segment,
          test_clock_id = :clock, created_at = :at
        where tenant = :tenant and id = :id and erased_at is null
        """,
        tenant,
        customer);
  }

  private void write(String sql, String tenant, Customer customer) {
    JsonNode address = customer.address();
    jdbc.sql(sql)
        .param("id", customer.id())
        .param("tenant", tenant)
        .param("name", customer.name())
        .param("email", customer.email())
        .param("phone", customer.phone())
        .param("kind", customer.kind().name())
        .param("country", customer.country())
        .param("locale", customer.locale())
        .param("address", address == null ? null : address.toString())
        .param("companyNumber", customer.companyNumber())
        .param("externalRef", customer.externalRef())
        .param("segment", customer.segment())
        .param("clock", customer.testClockId())
        .param("at", Columns.at(customer.createdAt()))
        .update();
  }

  /** The customer, which nobody else changes until the transaction ends. */
  Optional<Customer> lock(String tenant, String id) {
    return jdbc.sql("select * from customer where tenant = :tenant and id = :id for update")
        .param("tenant", tenant)
        .param("id", id)
        .query(Customers::customer)
        .optional();
  }

  public Optional<Customer> find(String tenant, String id) {
    return jdbc.sql("select * from customer where tenant = :tenant and id = :id")
        .param("tenant", tenant)
        .param("id", id)
        .query(Customers::customer)
        .optional();
  }

  List<Customer> page(
      String tenant, @Nullable String email, @Nullable String externalRef, Page page) {
    return Select.from("select * from customer where tenant = :tenant", tenant)
        .and("email_key = lower(:email)", "email", email)
        .and("external_ref = :ref", "ref", externalRef)
        .page(jdbc, page, "id", Customers::customer);
  }

  private static Customer customer(ResultSet row, int number) throws SQLException {
    return new Customer(
        row.getString("id"),
        row.getString("name"),
        row.getString("email"),
        row.getString("phone"),
        Customer.Kind.valueOf(row.getString("kind")),
        row.getString("country"),
        row.getString("locale"),
        Columns.json(row, "address"),
        row.getString("company_number"),
        row.getString("external_ref"),
        row.getString("segment"),
        row.getString("test_clock_id"),
        Columns.moment(row, "created_at"),
        Columns.instant(row, "erased_at"));
  }
}
