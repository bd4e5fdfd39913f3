package dev.takt.activities.bank.matching;

import dev.takt.activities.references.StatedReference;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Money that came, as the bank tells of it.
 *
 * @param amount in minor units, positive
 * @param references what the payer gave in the field for references
 * @param texts what else the payer wrote
 * @param payerAccount IBAN or national number
 */
public record IncomingPayment(
    long amount,
    String currency,
    List<String> references,
    List<String> texts,
    @Nullable String payerName,
    @Nullable String payerAccount) {

  public IncomingPayment {
    references = List.copyOf(references);
    texts = List.copyOf(texts);
  }

  /** What may be a payment reference: in the field for it anything, in a text what is telling. */
  public List<StatedReference> stated() {
    return Stream.concat(
            references.stream().flatMap(field -> StatedReference.in(field).stream()),
            texts.stream()
                .flatMap(text -> StatedReference.in(text).stream())
                .filter(StatedReference::isTelling))
        .distinct()
        .toList();
  }
}
