package dev.takt.worker.bankfolder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.activities.bank.BankFileIntake;
import dev.takt.worker.adoption.RecoveryLease;
import dev.takt.worker.stories.BankFile;
import dev.takt.worker.stories.Books;
import dev.takt.worker.stories.OneTakt;
import dev.takt.worker.stories.Rest;
import dev.takt.worker.stories.Story;
import dev.takt.worker.stories.TestMerchant;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file in the watched folder does, by way of real workflows. */
class BankFolderIT {
  private static final String IBAN = "DK5000400440116243";

  @TempDir Path top;

  private BankFolderWatch watch(SimpleMeterRegistry registry) {
    return new BankFolderWatch(
        top,
        Duration.ofDays(1),
        OneTakt.bean(BankFileIntake.class),
        OneTakt.bean(WorkflowClient.class),
        new RecoveryLease(OneTakt.bean(DataSource.class), 0x746573L),
        registry);
  }

  private void put(String folder, String name, String content) throws IOException {
    Path file = Files.createDirectories(top.resolve(folder)).resolve(name);
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
  }

  private List<String> names(String folder) throws IOException {
    try (Stream<Path> all = Files.list(top.resolve(folder))) {
      return all.map(path -> path.getFileName().toString().replaceFirst("^\\d{8}T\\d{6}-", ""))
          .sorted()
          .toList();
    }
  }

  @Test
  void aFilePaysItsInvoiceOnceWhoeverReadsIt() throws IOException {
    var story =
        Story.from("2026-02-20", TestMerchant.open(Map.of("bankAccount", Map.of("iban", IBAN))));
    Rest rest = story.rest();
    String subscription =
        story.subscribe(
            story.customer(),
            story.monthly(),
            "2026-03-01",
            Map.of("collection", "INVOICE", "paymentTermsDays", 13));
    story.on("2026-03-02");
    String reference =
        story.invoices(subscription).getFirst().at("/paymentReference/value").asString();
    String merchant = rest.get("/v1/merchant").expect(200).id();
    String right = new BankFile("2026-03-02", 0).with("1", 31_000, reference, "Ida").of(IBAN);
    put(merchant + "/test", "a.xml", right);
    put(merchant + "/test", "b.xml", right.replaceFirst("310\\.00", "310.01"));
    put("mer_nobody", "c.xml", right);
    var registry = new SimpleMeterRegistry();
    BankFolderWatch one = watch(registry);
    BankFolderWatch other = watch(new SimpleMeterRegistry());

    one.look();
    other.look();
    one.look();
    other.look();

    assertThat(names(merchant + "/test/read")).containsExactly("a.xml");
    assertThat(names(merchant + "/test/refused")).containsExactly("b.xml", "b.xml.txt");
    assertThat(names("mer_nobody/refused")).containsExactly("c.xml", "c.xml.txt");
    assertThat(registry.get("takt.bank.folder.files").tag("outcome", "read").counter().count())
        .isEqualTo(1);
    assertThat(rest.all("/v1/bank-statements")).hasSize(1);
    assertThat(story.invoices(subscription).getFirst().get("status").asString()).isEqualTo("PAID");

    put(merchant + "/test", "again.xml", right);
    one.look();
    one.look();

    assertThat(names(merchant + "/test/read")).containsExactly("a.xml", "again.xml");
    assertThat(rest.all("/v1/bank-entries")).hasSize(1);
    Books.of(rest).mustAgree();
  }
}
