package dev.takt.activities.dunning;

import dev.takt.workflows.calendar.BankingDays;
import dev.takt.workflows.dunning.CardRules;
import dev.takt.workflows.dunning.DunningPlan;
import dev.takt.workflows.law.LawBook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The dated data that comes along: banking days, paydays, law, the card schemes' rules. */
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
  LawBook lawBook() {
    return LawBook.shipped();
  }

  @Bean
  CardRules cardRules() {
    return CardRules.shipped();
  }
}
