package dev.autoresearch.loop;

import dev.autoresearch.AutoResearch;
import dev.autoresearch.isolation.Isolation;
import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.LogEntry;
import dev.autoresearch.model.Plan;
import java.util.ArrayList;
import java.util.List;

/** Worktrees beside the user's tree as the workplaces. */
final class InSlots implements Workplaces {
    private final Isolation isolation;
    private final List<Workplace> places = new ArrayList<>();

    InSlots(AutoResearch research, Plan plan, int agents) {
        this.isolation = research.isolated(agents, plan);
        for (var slot : isolation.slots()) places.add(new InSlot(slot));
    }

    @Override
    public List<Workplace> all() {
        return List.copyOf(places);
    }

    @Override
    public void recover(Plan plan) {
        isolation.recover();
        var slot = isolation.slots().get(0);
        slot.begin();
        slot.refuseUnready(plan);
    }

    @Override
    public Attempt baseline(Plan plan) {
        var slot = isolation.slots().get(0);
        slot.begin();
        return slot.attempt(LogEntry.of("baseline"), plan);
    }

    @Override
    public void close() {
        isolation.close();
    }
}
