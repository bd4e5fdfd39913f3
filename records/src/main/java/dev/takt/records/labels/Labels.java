package dev.takt.records.labels;

import dev.takt.records.Rows;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Labels. Who changes one holds its customer's row meanwhile. */
public interface Labels extends Repository<Label, String>, Rows<Label> {

  Optional<Label> findByTenantAndSubjectId(String tenant, String subjectId);

  /** Takes away the label of what never came to be. */
  @Modifying
  @Query(
      """
      delete from label l where l.tenant = :tenant and l.subject_id = :subjectId
        and not exists (select from subscription s where s.id = l.subject_id)
        and not exists (select from billing_group g where g.id = l.subject_id)
      """)
  void dropUnused(String tenant, String subjectId);
}
