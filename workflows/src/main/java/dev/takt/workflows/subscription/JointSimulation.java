package dev.takt.workflows.subscription;

import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.Owed;
import dev.takt.workflows.timeline.SetOff;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The future of a group's members, performed on values: what they are billed for together. */
public final class JointSimulation {
  private final List<Simulation> members;

  public JointSimulation(List<Simulation> members) {
    this.members = List.copyOf(members);
  }

  /**
   * Bills all on a group date, when each has done what is due by then: what stands on the joint
   * invoice for whom, nothing where there is none.
   */
  public List<Preview.Part> bill(LocalDate on) {
    Map<String, Owed> owed = new TreeMap<>();
    for (Simulation member : members) {
      member.liveUntil(on);
      owed.put(member.id(), member.owedJointly(on));
    }
    Map<String, Bill> bills = SetOff.bills(owed);
    List<Preview.Part> parts = new ArrayList<>();
    for (Simulation member : members) {
      Bill bill = bills.getOrDefault(member.id(), Bill.NOTHING);
      member.billJointly(on, bill);
      if (!bill.isFree()) {
        parts.add(new Preview.Part(member.subscription(), bill));
      }
    }
    return parts;
  }
}
