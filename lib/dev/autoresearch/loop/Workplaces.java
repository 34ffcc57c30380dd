package dev.autoresearch.loop;

import dev.autoresearch.model.Attempt;
import dev.autoresearch.model.Plan;
import java.util.List;

/** The workplaces of a loop, one for each agent. */
interface Workplaces extends AutoCloseable {
    /** At least one. */
    List<Workplace> all();

    /** Leaves nothing of a dead loop, and refuses to begin where nobody could work or be measured by this plan. */
    void recover(Plan plan);

    /** Measures the incumbent as the baseline. */
    Attempt baseline(Plan plan);

    @Override
    void close();
}
