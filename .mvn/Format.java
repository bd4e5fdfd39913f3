import com.google.googlejavaformat.java.Formatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks (or, with "write", mends) the format of every Java source under the given folder. */
class Format {
  public static void main(String[] args) throws Exception {
    boolean write = args[1].equals("write");
    List<Path> wrong = new ArrayList<>();
    for (Path source : sources(Path.of(args[0]))) {
      String text = Files.readString(source);
      String formatted = new Formatter().formatSourceAndFixImports(text);
      if (text.equals(formatted)) {
        continue;
      }
      if (write) {
        Files.writeString(source, formatted);
      } else {
        wrong.add(source);
      }
    }
    if (!wrong.isEmpty()) {
      wrong.forEach(source -> System.err.println("not formatted: " + source));
      System.err.println("Mend it with: ./mvnw -q -N process-sources -Dformat=write");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !("/" + root.relativize(file)).contains("/target/"))
          .filter(file -> !("/" + root.relativize(file)).contains("/data/"))
          .toList();
    }
  }
}
