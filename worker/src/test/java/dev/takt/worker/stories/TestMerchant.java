package dev.takt.worker.stories;

import java.util.HashMap;
import java.util.Map;

/** A merchant that only one story knows, with its two keys. */
public record TestMerchant(String id, Rest test, Rest live) {

  /** A Danish one, in kroner. */
  public static TestMerchant open() {
    return open(Map.of());
  }

  /** One that is different in these fields. */
  public static TestMerchant open(Map<String, ?> particulars) {
    return open(Rest.operator(), particulars);
  }

  /** One of the application that this operator runs, as patient as he is. */
  public static TestMerchant open(Rest operator, Map<String, ?> particulars) {
    Map<String, Object> merchant = new HashMap<>(Map.of("name", "Bladet ApS"));
    merchant.putAll(particulars);
    Answer made = operator.post("/v1/merchants", merchant).expect(201);
    return new TestMerchant(
        made.id(),
        new Rest(operator.address(), made.text("apiKey"), operator.patience()),
        new Rest(operator.address(), made.text("liveApiKey"), operator.patience()));
  }
}
