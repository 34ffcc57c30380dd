package dev.autoresearch.testing;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Gives every random property the same seed in every build, so that a build is red for a change and never by chance. The
 * long run, {@code -Dtests.excluded=none}, draws fresh ones. What it finds becomes an example. jqwik finds this class by
 * its file in META-INF/services.
 */
public final class PropertySeeds implements AroundPropertyHook {
    static final boolean FRESH = "none".equals(System.getProperty("tests.excluded"));

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        var attributes = context.attributes();
        if (!FRESH && attributes.seed().isEmpty())
            attributes.setSeed(String.valueOf(context.extendedLabel().hashCode()));
        return property.execute();
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }
}
