package dev.takt.worker.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.takt.workflows.calendar.BankingDays;
import dev.takt.workflows.dunning.CardRules;
import dev.takt.workflows.law.LawBook;
import dev.takt.workflows.port.Wire;
import io.temporal.workflow.WorkflowInterface;
import java.net.IDN;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code workflows} decides, {@code records} keeps, {@code activities} does, {@code worker} runs,
 * {@code api} asks.
 */
@AnalyzeClasses(packages = "dev.takt", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesTest {
  /** The packages of workflows: each may use those before it. */
  private static final List<String> ORDER =
      List.of(
          "calendar",
          "money",
          "law",
          "claim",
          "timeline",
          "settlement",
          "subscription",
          "port",
          "dunning",
          "clock",
          "workflow");

  @ArchTest
  static final ArchRule workflowsKnowNothingOfTheOthers =
      noClasses()
          .that()
          .resideInAPackage("dev.takt.workflows..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.takt.records..", "dev.takt.activities..", "dev.takt.api..", "dev.takt.worker..");

  @ArchTest
  static final ArchRule recordsKnowNothingOfThoseWhoReadThem =
      noClasses()
          .that()
          .resideInAPackage("dev.takt.records..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.takt.activities..", "dev.takt.api..", "dev.takt.worker..");

  /** {@link IDN} is of java.net, but a function from text to text. */
  @ArchTest
  static final ArchRule workflowsDoNoInputOrOutput =
      noClasses()
          .that()
          .resideInAPackage("dev.takt.workflows..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "org.springframework..",
                      "java.sql..",
                      "javax.sql..",
                      "org.postgresql..",
                      "java.net..",
                      "java.nio.file..",
                      "java.util.concurrent..")
                  .and(not(type(IDN.class))));

  @ArchTest
  static final ArchRule activitiesDoNotAsk =
      noClasses()
          .that()
          .resideInAPackage("dev.takt.activities..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.takt.api..", "dev.takt.worker..");

  @ArchTest
  static final ArchRule theApiCannotReachAGatewayOrTheBooks =
      noClasses()
          .that()
          .resideInAPackage("dev.takt.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.takt.activities..", "dev.takt.worker..");

  /** What was written with one mapper is not read with another. Three read data of the program. */
  @ArchTest
  static final ArchRule onlyWireMakesMappersOfWhatIsKept =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Wire.class, BankingDays.class, CardRules.class, LawBook.class)
          .should()
          .accessTargetWhere(describe("make or configure a mapper", ModulesTest::isOfMappers));

  @ArchTest
  static final ArchRule controllersHoldNoSql =
      noClasses()
          .that()
          .areAnnotatedWith(RestController.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework.jdbc..");

  /** Services say what belongs together; what they call does not know. */
  @ArchTest
  static final ArchRule servicesOpenTransactions =
      methods()
          .that()
          .areAnnotatedWith(Transactional.class)
          .should()
          .beDeclaredInClassesThat()
          .areAnnotatedWith(Service.class);

  /** Such a stream holds its connection until it is closed; a list gives it back. */
  @ArchTest
  static final ArchRule rowsAreReadAsLists =
      noClasses().should().callMethod(JdbcClient.MappedQuerySpec.class, "stream");

  private static boolean isOfMappers(JavaAccess<?> access) {
    boolean uses = access.getName().matches("(read|write|convert|value|tree|constructType).*");
    return access.getName().equals("newDefaultObjectMapper")
        || (access.getTargetOwner().isAssignableTo(ObjectMapper.class) && !uses);
  }

  @ArchTest
  static final ArchRule whatIsPureDoesNotKnowTemporal =
      noClasses()
          .that()
          .resideInAnyPackage(
              Stream.of(
                      "calendar",
                      "money",
                      "law",
                      "claim",
                      "timeline",
                      "settlement",
                      "subscription",
                      "dunning")
                  .map(ModulesTest::packageOf)
                  .toArray(String[]::new))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.temporal..");

  @ArchTest
  static void packagesOfWorkflowsUseOnlyThoseBeforeThem(JavaClasses classes) {
    for (int i = 0; i < ORDER.size() - 1; i++) {
      String[] later =
          ORDER.stream().skip(i + 1L).map(ModulesTest::packageOf).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(packageOf(ORDER.get(i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .check(classes);
    }
  }

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.takt.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager)([A-Z$].*)?");

  @ArchTest
  static final ArchRule onlyWorkflowsAreImplementations =
      noClasses()
          .that()
          .doNotImplement(
              describe("a workflow", type -> type.isAnnotatedWith(WorkflowInterface.class)))
          .should()
          .haveSimpleNameEndingWith("Impl");

  @ArchTest
  static final ArchRule packagesSayWhatTheyKnow =
      noClasses().should().resideInAnyPackage("..common..", "..util..", "..utils..", "..misc..");

  /** A name that two things have would have to be told apart by its package. */
  @ArchTest
  static void noSimpleNameIsUsedTwice(JavaClasses classes) {
    Map<String, Long> names =
        classes.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getSimpleName, counting()));
    assertThat(names).hasSizeGreaterThan(700).allSatisfy((_, times) -> assertThat(times).isOne());
  }

  private static String packageOf(String name) {
    return "dev.takt.workflows." + name + "..";
  }
}
