package dev.takt.worker.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/**
 * A workflow that is replayed must decide as it did the first time: on another machine, years
 * later, with another seed for its hash codes.
 */
@AnalyzeClasses(
    packages = "dev.takt.workflows",
    importOptions = ImportOption.DoNotIncludeTests.class)
class DeterminismTest {
  /** What differs from run to run, by class and method. */
  private static final Map<String, Set<String>> FICKLE =
      Map.ofEntries(
          Map.entry(
              "java.lang.System",
              Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty", "identityHashCode")),
          Map.entry("java.lang.Math", Set.of("random")),
          Map.entry("java.lang.StrictMath", Set.of("random")),
          Map.entry("java.util.UUID", Set.of("randomUUID")),
          Map.entry("java.time.ZoneId", Set.of("systemDefault")),
          Map.entry("java.util.TimeZone", Set.of("getDefault")),
          Map.entry("java.util.Locale", Set.of("getDefault")),
          Map.entry("java.util.Collection", Set.of("parallelStream")),
          Map.entry("java.util.List", Set.of("parallelStream")),
          Map.entry("java.util.stream.Stream", Set.of("parallel")),
          Map.entry("java.util.Collections", Set.of("shuffle")));

  /** Collections whose order depends on hash codes, and in the case of Set.of on the process. */
  private static final Map<String, Set<String>> IN_HASH_ORDER =
      Map.of(
          "java.util.HashMap", Set.of("<init>", "newHashMap"),
          "java.util.HashSet", Set.of("<init>", "newHashSet"),
          "java.util.Hashtable", Set.of("<init>"),
          "java.util.IdentityHashMap", Set.of("<init>"),
          "java.util.WeakHashMap", Set.of("<init>"),
          "java.util.Set", Set.of("of", "copyOf"),
          "java.util.Map", Set.of("of", "ofEntries", "copyOf"),
          "java.util.stream.Collectors",
              Set.of("toSet", "toMap", "groupingBy", "toUnmodifiableSet", "toUnmodifiableMap"));

  @ArchTest
  static final ArchRule theTimeIsAnArgument =
      noClasses()
          .should()
          .accessTargetWhere(describe("ask a clock of java.time", DeterminismTest::isNow));

  @ArchTest
  static final ArchRule nothingDiffersFromRunToRun =
      noClasses().should().accessTargetWhere(oneOf("what differs from run to run", FICKLE));

  @ArchTest
  static final ArchRule nothingIsInHashOrder =
      noClasses().should().accessTargetWhere(oneOf("collections in hash order", IN_HASH_ORDER));

  @ArchTest
  static final ArchRule nothingIsRandomAndNothingRunsBeside =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.security.SecureRandom")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.Thread")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.concurrent..", "java.util.random..");

  @ArchTest
  static final ArchRule noFieldFloats =
      noFields().should().haveRawType(describe("a floating type", DeterminismTest::floats));

  @ArchTest
  static final ArchRule noResultFloats =
      noCodeUnits()
          .should()
          .haveRawReturnType(describe("a floating type", DeterminismTest::floats));

  @ArchTest
  static final ArchRule noArgumentFloats =
      noCodeUnits()
          .should()
          .haveRawParameterTypes(
              describe(
                  "a floating type", types -> types.stream().anyMatch(DeterminismTest::floats)));

  private static boolean isNow(JavaAccess<?> access) {
    return access.getTargetOwner().getPackageName().equals("java.time")
        && access.getName().equals("now");
  }

  private static DescribedPredicate<JavaAccess<?>> oneOf(
      String what, Map<String, Set<String>> methods) {
    return describe(
        "is of " + what,
        access ->
            methods
                .getOrDefault(access.getTargetOwner().getName(), Set.of())
                .contains(access.getName()));
  }

  private static boolean floats(JavaClass type) {
    return type.isEquivalentTo(float.class)
        || type.isEquivalentTo(double.class)
        || type.isEquivalentTo(Float.class)
        || type.isEquivalentTo(Double.class);
  }
}
