package dev.autoresearch.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** May be null: a field or a parameter only, since a method returns an {@link java.util.Optional}. NullAway checks it. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Nullable {}
