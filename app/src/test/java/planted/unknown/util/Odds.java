package planted.unknown.util;

/** Stands in a package that the design does not know, and that does not say what it is. */
public final class Odds {}
