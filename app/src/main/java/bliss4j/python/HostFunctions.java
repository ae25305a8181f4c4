package bliss4j.python;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that Python can reach of Java: functions by name. Whatever one throws is raised in Python as an exception of its kind,
 * and a stop that came while it ran is obeyed before Python goes on.
 */
public final class HostFunctions implements ProxyObject {
    private static final Logger LOG = LoggerFactory.getLogger(HostFunctions.class);

    private final Map<String, ProxyExecutable> functions = new HashMap<>();
    private final Faces faces;

    HostFunctions(Faces faces) {
        this.faces = faces;
    }

    /** @throws IllegalStateException if there is one of that name */
    public void add(String name, HostFunction function) {
        if (functions.putIfAbsent(name, given -> run(function, given)) != null) {
            throw new IllegalStateException("two functions are called " + name);
        }
    }

    private Object run(HostFunction function, Value... given) {
        Arguments arguments = new Arguments(faces, given);
        Optional<Running> running = Running.current();
        Supplier<Result> call = () -> call(function, arguments);
        Result result = running.isPresent() ? running.get().inHost(call) : call.get();
        Optional<Stop> stop = running.flatMap(Running::take);
        if (stop.isPresent()) {
            if (result instanceof Result.Raised raised && !isOfTheStop(raised.failure())) {
                LOG.warn("stopped; beside that: {}", raised.failure().toString(), raised.failure());
            }
            throw faces.raise(new PythonException(stop.get().exception(), ""));
        }
        return switch (result) {
            case Result.Given value -> faces.toPython(value.object());
            case Result.Raised raised ->
                throw raised.failure() instanceof PolyglotException failure
                        ? failure // by Python that the function called
                        : faces.raise(PythonErrors.of(raised.failure()));
        };
    }

    /** Python that was called back may have been cancelled with all the rest. */
    private static boolean isOfTheStop(RuntimeException failure) {
        return failure instanceof PythonException
                || (failure instanceof PolyglotException polyglot && polyglot.isCancelled());
    }

    private static Result call(HostFunction function, Arguments arguments) {
        try {
            return new Result.Given(function.call(arguments));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Raised(new PythonException(Stop.INTERRUPT.exception(), ""));
        } catch (RuntimeException e) { // goes on in Python
            return new Result.Raised(e);
        }
    }

    private sealed interface Result {
        record Given(@Nullable Object object) implements Result {}

        record Raised(RuntimeException failure) implements Result {}
    }

    @Override
    public @Nullable Object getMember(String name) {
        return functions.get(name);
    }

    @Override
    public Object getMemberKeys() {
        return functions.keySet().toArray();
    }

    @Override
    public boolean hasMember(String name) {
        return functions.containsKey(name);
    }

    @Override
    public void putMember(String name, Value value) {
        throw new UnsupportedOperationException("functions of the host are fixed");
    }
}
