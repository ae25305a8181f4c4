package bliss4j.python;

import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider;
import java.util.Collection;
import java.util.List;

/** Tells Truffle of {@link SafepointInstrument}; found as a service. Written by hand for want of one more annotation processor. */
@TruffleInstrument.Registration(id = SafepointInstrument.ID, name = "bliss4j safepoints", services = Safepoints.class)
public final class SafepointProvider extends TruffleInstrumentProvider {
    @Override
    protected String getInstrumentClassName() {
        return SafepointInstrument.class.getName();
    }

    @Override
    protected Object create() {
        return new SafepointInstrument();
    }

    @Override
    protected Collection<String> getServicesClassNames() {
        return List.of(Safepoints.class.getName());
    }
}
