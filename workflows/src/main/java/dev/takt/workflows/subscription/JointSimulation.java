package dev.takt.workflows.subscription;

import dev.takt.workflows.settlement.MoneyTrail;
import dev.takt.workflows.timeline.Bill;
import dev.takt.workflows.timeline.SetOff;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The future of a group's members, performed on values: what they are billed for together. */
public final class JointSimulation {
  private final List<Simulation> members;

  private JointSimulation(List<Simulation> members) {
    this.members = members;
  }

  /**
   * The members of a group from today on.
   *
   * @param members as they are
   * @param trail the money of their invoices, as far as it is known
   */
  public static JointSimulation of(List<Subscription> members, LocalDate today, MoneyTrail trail) {
    return new JointSimulation(
        members.stream()
            .map(one -> new Simulation(one, today, trail, others(one, members)))
            .toList());
  }

  private static List<Subscription> others(Subscription one, List<Subscription> members) {
    return members.stream().filter(other -> !other.identity().equals(one.identity())).toList();
  }

  /** Each on its own, in the given order. */
  public List<Simulation> members() {
    return members;
  }

  /**
   * Bills all on a group date, when each has done what is due by then: what stands on the joint
   * invoice for whom, nothing where there is none or the group rests.
   */
  public List<Preview.Part> bill(LocalDate on) {
    members.forEach(member -> member.liveUntil(on));
    if (GroupRest.isOn(on, members.stream().map(Simulation::subscription).toList())) {
      return List.of();
    }
    Map<String, Bill> bills =
        SetOff.bills(JointlyOwed.on(on, members.stream().map(Simulation::subscription).toList()));
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
