package planted.cycle.saving;

import java.util.List;
import planted.cycle.scan.Left;

/** The other half of a circle of packages. */
public record Right(List<Left> others) {
    public Left first() {
        return others.getFirst();
    }
}
