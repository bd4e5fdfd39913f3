package dev.takt.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk of the README works as it is pasted, and comes to the amounts that it tells. */
@Needs(Tool.CURL)
class ReadmeIT {
  private static final Path README = Path.of("../README.md");

  @TempDir Path folder;

  @Test
  void theWalkWorks() throws Exception {
    try (var takt = TaktProcess.start(folder, Map.of("PATH", "/usr/bin:/bin")).awaitReady()) {
      String key = first("Demo key +(sk_test_\\S+)", takt.output());
      String walk =
          first("```sh\n(.*?)```", Files.readString(README))
              .replaceFirst("KEY=\\S+", "KEY=" + key)
              .replace("http://localhost:8080", takt.address());

      List<String> lines = run(walk).lines().toList();

      assertThat(lines).noneMatch(line -> line.contains("\"code\":"));
      String invoices = lines.get(lines.size() - 3);
      assertThat(all("\"total\":(\\d+)", invoices)).containsExactly("31000", "10333", "10000");
      assertThat(lines.getLast()).contains("CAPTURED").doesNotContain("DECLINED");
    }
  }

  private String run(String script) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("walk.sh"), script);
    var process =
        new ProcessBuilder("bash", "-eu", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("walk.txt").toFile())
            .start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    String output = Files.readString(folder.resolve("walk.txt"));
    assertThat(ended).as(output).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private static String first(String pattern, String text) {
    return all(pattern, text).getFirst();
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .toList();
  }
}
