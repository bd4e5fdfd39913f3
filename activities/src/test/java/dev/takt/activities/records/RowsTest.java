package dev.takt.activities.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.World;
import dev.takt.records.customers.Customer;
import dev.takt.records.customers.Customers;
import dev.takt.records.customers.PayeeAccount;
import dev.takt.records.labels.Metadata;
import dev.takt.records.messages.MessageTemplate;
import dev.takt.records.messages.MessageTemplates;
import dev.takt.records.plans.Plan;
import dev.takt.records.plans.PlanPrice;
import dev.takt.records.plans.PlanPriceVersions;
import dev.takt.records.plans.Plans;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.port.Messages.Template;
import dev.takt.workflows.timeline.BillingTiming;
import dev.takt.workflows.timeline.ListPrice;
import dev.takt.workflows.timeline.Tiers;
import dev.takt.workflows.wording.Language;
import dev.takt.workflows.wording.message.MessageText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What repositories write, and read again. */
class RowsTest {
  private static final Instant AT = Instant.parse("2026-03-01T11:00:00.123456Z");

  private static final Tiers TIERS =
      new Tiers(
          Tiers.Mode.GRADUATED,
          List.of(new Tiers.Tier(10L, 500, 0), new Tiers.Tier(null, 400, 1_000)));

  private final World world = new World();
  private final Plans plans = World.bean(Plans.class);
  private final PlanPriceVersions prices = World.bean(PlanPriceVersions.class);
  private final Customers customers = World.bean(Customers.class);
  private final MessageTemplates templates = World.bean(MessageTemplates.class);

  private Plan plan(String id, String code) {
    return new Plan(
        id,
        world.tenant,
        code,
        "Gym",
        RhythmUnit.MONTH,
        1,
        31_000L,
        null,
        "DKK",
        "25",
        true,
        BillingTiming.IN_ADVANCE,
        "P1M",
        null,
        0,
        null,
        "product-7",
        new Metadata(Map.of("erp", "4711")),
        AT);
  }

  @Test
  void aKeyThatIsTakenIsNoFaultAndTheTransactionGoesOn() {
    Plan first = plan(Ids.next("pln"), "gym");
    var transaction = new TransactionTemplate(World.bean(PlatformTransactionManager.class));
    transaction.executeWithoutResult(
        _ -> {
          assertThat(plans.insert(first)).isTrue();
          assertThat(plans.insert(first)).isFalse();
          assertThat(plans.insert(plan(Ids.next("pln"), "gym"))).isFalse();
          assertThat(plans.insert(plan(Ids.next("pln"), "swim"))).isTrue();
        });
    assertThat(plans.findByTenantAndId(world.tenant, first.id())).contains(first);
    assertThat(plans.page(world.tenant, null, null, null, 10))
        .extracting(Plan::code)
        .contains("swim");
    assertThat(plans.page(world.tenant, "gym", "product-7", null, 10)).containsExactly(first);
    assertThat(plans.page(world.tenant, null, null, first.id(), 10)).isEmpty();
  }

  /** Midnight of that day did not exist in São Paulo. */
  @Test
  void aDateStaysOneWhereverTheMachineIs() {
    Plan plan = plan(Ids.next("pln"), "gym");
    plans.insert(plan);
    PlanPrice price =
        new PlanPrice(
            Ids.next("prc"),
            world.tenant,
            plan.id(),
            null,
            TIERS,
            LocalDate.of(2018, 11, 4),
            ListPrice.Reach.ON_DATE,
            30,
            null,
            AT);
    TimeZone machine = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/Sao_Paulo"));
      prices.insert(price);
      assertThat(prices.findByTenantAndPlanIdOrderByEffectiveFromDesc(world.tenant, plan.id()))
          .containsExactly(price);
    } finally {
      TimeZone.setDefault(machine);
    }
    assertThat(prices.findByTenantAndPlanIdOrderByEffectiveFromDesc(world.tenant, plan.id()))
        .containsExactly(price);
  }

  @Test
  void anAddressIsKeptAsItsTextsAre() {
    var json = JsonMapper.shared();
    Customer customer =
        new Customer(
            Ids.next("cus"),
            world.tenant,
            "Anna",
            "Anna@example.com",
            null,
            Customer.Kind.CONSUMER,
            "DK",
            "da",
            json.readTree("{\"city\":\"København\"}"),
            null,
            null,
            null,
            null,
            new PayeeAccount("0040", "440116243", null, null),
            null,
            null,
            Metadata.NONE,
            null,
            AT,
            null);
    customers.insert(customer);
    assertThat(customers.findByTenantAndId(world.tenant, customer.id())).contains(customer);
    assertThat(customers.page(world.tenant, "anna@EXAMPLE.com", null, null, 10))
        .containsExactly(customer);
    assertThat(customers.findByTenantAndId("mer_other/test", customer.id())).isEmpty();
  }

  @Test
  void whatIsPutTwiceIsReplaced() {
    var key = MessageTemplate.Key.of(world.tenant, Template.PAYMENT_FAILED, Language.of("da"));
    templates.put(MessageTemplate.of(key, new MessageText("a", "b", null, "c"), AT));
    var second = MessageTemplate.of(key, new MessageText("d", "e", "f", "g"), AT);
    templates.put(second);
    assertThat(templates.findById(key)).contains(second);
    assertThat(templates.own(world.tenant)).containsExactly(key);
    templates.deleteById(key);
    assertThat(templates.findById(key)).isEmpty();
  }
}
