package bliss4j.python;

import com.oracle.truffle.api.ThreadLocalAction;
import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.instrumentation.ContextsListener;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.nodes.LanguageInfo;
import com.oracle.truffle.api.source.Source;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives {@link Safepoints} of an engine of one context. Each thread of Python comes by a safepoint at every turn of a loop
 * and every call; an action that was submitted for it runs there, in that thread, and what it throws goes on as if the
 * program had raised it (ADR 0010).
 */
@TruffleInstrument.Registration(id = SafepointInstrument.ID, name = "bliss4j safepoints", services = Safepoints.class)
public final class SafepointInstrument extends TruffleInstrument {
    static final String ID = "bliss4j-safepoints";

    private volatile @Nullable TruffleContext context;

    @Override
    protected void onCreate(Env env) {
        env.getInstrumenter().attachContextsListener(new Contexts(), true);
        env.registerService(new Submitter(env));
    }

    private final class Submitter implements Safepoints {
        private final Env env;

        Submitter(Env env) {
            this.env = env;
        }

        @Override
        public void ask(Thread thread, Supplier<Optional<Stop>> stop) {
            TruffleContext entered = context;
            if (entered != null) {
                Future<Void> unused = env.submitThreadLocal(entered, new Thread[] {thread}, new Raise(env, stop));
            }
        }
    }

    /** Runs in the thread that is to be stopped. */
    private static final class Raise extends ThreadLocalAction {
        private static final boolean HAS_SIDE_EFFECTS = true;
        private static final boolean SYNCHRONOUS = false;

        private final Env env;
        private final Supplier<Optional<Stop>> stop;

        Raise(Env env, Supplier<Optional<Stop>> stop) {
            super(HAS_SIDE_EFFECTS, SYNCHRONOUS);
            this.env = env;
            this.stop = stop;
        }

        @Override
        protected void perform(Access access) {
            stop.get().ifPresent(this::raise);
        }

        private void raise(Stop wanted) {
            Source source = Source.newBuilder("python", wanted.code(), "<stop>")
                    .internal(true)
                    .build();
            try {
                env.parse(source).call();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e); // the source is text, nothing is read
            }
        }
    }

    private final class Contexts implements ContextsListener {
        @Override
        public void onContextCreated(TruffleContext created) {
            context = created;
        }

        @Override
        public void onLanguageContextCreated(TruffleContext created, LanguageInfo language) {}

        @Override
        public void onLanguageContextInitialized(TruffleContext created, LanguageInfo language) {}

        @Override
        public void onLanguageContextFinalized(TruffleContext finished, LanguageInfo language) {}

        @Override
        public void onLanguageContextDisposed(TruffleContext finished, LanguageInfo language) {}

        @Override
        public void onContextClosed(TruffleContext closed) {
            context = null;
        }
    }
}
