///usr/bin/env jbang "$0" "$@" ; exit $?
//DEPS ../autoresearch.java
//SOURCES simulate/dev/autoresearch/simulate/*.java
import dev.autoresearch.Problem;
import dev.autoresearch.simulate.*;

/** How often is a rule wrong? ./jbang scripts/Simulate.java --scenario cv5+drift+spikes --policy auto,single --seed 7 */
class Simulate {
    public static void main(String... args) {
        try {
            SimulationRequest request = SimulationRequest.of(args);
            System.out.println(request.show(request.simulations().stream().map(Simulation::run).toList()));
        } catch (Problem problem) {
            System.err.println("simulate: " + problem.getMessage() + "\n  " + problem.hint());
            System.exit(problem.exit());
        }
    }
}
