package dev.takt.worker.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program carries a list of what it is made of, for those who look for known holes in it. */
class BillOfMaterialsTest {

  @Test
  void theProgramSaysWhatItIsMadeOf() throws IOException {
    JsonNode bill;
    try (InputStream file = getClass().getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
      bill = new ObjectMapper().readTree(file);
    }
    List<String> parts = new ArrayList<>();
    bill.get("components").forEach(part -> parts.add(part.get("purl").asText()));

    assertThat(bill.get("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(parts)
        .anyMatch(part -> part.startsWith("pkg:maven/io.temporal/temporal-sdk@"))
        .anyMatch(part -> part.startsWith("pkg:maven/org.postgresql/postgresql@"))
        .noneMatch(part -> part.contains("junit"));
  }
}
