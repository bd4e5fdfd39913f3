package dev.takt.api.pages;

import java.util.List;
import org.springframework.stereotype.Component;

/** The sandbox has cards to choose from, and only in test data. */
@Component
class SandboxCardEntry implements CardEntry {
  @Override
  public String gateway() {
    return "sandbox";
  }

  @Override
  public boolean isFor(String tenant) {
    return tenant.endsWith("/test");
  }

  @Override
  public List<Choice> choices() {
    return List.of(
        new Choice("tok_ok", "card.ok"),
        new Choice("tok_insufficient_funds", "card.insufficient_funds"),
        new Choice("tok_do_not_honor", "card.do_not_honor"),
        new Choice("tok_expired_card", "card.expired"));
  }
}
