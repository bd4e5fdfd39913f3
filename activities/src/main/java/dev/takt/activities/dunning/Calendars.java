package dev.takt.activities.dunning;

import dev.takt.workflows.calendar.BankingDays;
import dev.takt.workflows.dunning.CardRules;
import dev.takt.workflows.dunning.DunningPlan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The dated data that comes along: banking days, paydays, the card schemes' rules. */
@Configuration(proxyBeanMethods = false)
class Calendars {
  @Bean
  BankingDays bankingDays() {
    return BankingDays.shipped();
  }

  @Bean
  DunningPlan dunningPlan(BankingDays days) {
    return new DunningPlan(days);
  }

  @Bean
  CardRules cardRules() {
    return CardRules.shipped();
  }
}
