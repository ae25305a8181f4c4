package planted.cycle.scan;

import planted.cycle.saving.Right;

/** One half of a circle of packages. */
public record Left(Right other) {}
