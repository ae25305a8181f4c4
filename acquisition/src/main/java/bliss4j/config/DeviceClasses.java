package bliss4j.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds who makes the devices of a class: a factory by the class's short name, or by its full name a public class with a
 * public constructor that takes a {@link DeviceSpec} alone. No other class is ever loaded further than to see that it has
 * none.
 */
final class DeviceClasses {
    private final Map<String, DeviceFactory> factories;

    DeviceClasses(Map<String, DeviceFactory> factories) {
        this.factories = Map.copyOf(factories);
    }

    /** @throws ConfigException if there is none */
    DeviceFactory factory(DeviceSpec spec) {
        DeviceFactory known = factories.get(spec.className());
        if (known != null) {
            return known;
        }
        if (spec.className().indexOf('.') < 0) {
            throw unknown(spec);
        }
        Constructor<?> constructor = constructor(spec);
        return given -> create(constructor, given);
    }

    private Constructor<?> constructor(DeviceSpec spec) {
        try {
            Class<?> type = Class.forName(spec.className(), false, DeviceClasses.class.getClassLoader());
            if (Modifier.isPublic(type.getModifiers()) && !Modifier.isAbstract(type.getModifiers())) {
                return type.getConstructor(DeviceSpec.class);
            }
        } catch (ClassNotFoundException | NoSuchMethodException | LinkageError e) {
            ConfigException unknown = unknown(spec);
            unknown.initCause(e);
            throw unknown;
        }
        throw unknown(spec);
    }

    private ConfigException unknown(DeviceSpec spec) {
        return spec.wrong(
                "class",
                "one of " + new TreeSet<>(factories.keySet())
                        + " or the full name of a public class with a constructor that takes a DeviceSpec");
    }

    private static Object create(Constructor<?> constructor, DeviceSpec spec) {
        try {
            return constructor.newInstance(spec);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            } else if (e.getCause() instanceof Error own) {
                throw own;
            }
            throw failed(spec, e);
        } catch (InstantiationException | IllegalAccessException e) {
            throw failed(spec, e);
        }
    }

    private static ConfigException failed(DeviceSpec spec, ReflectiveOperationException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new ConfigException(spec.place() + ": device '" + spec.name() + "' cannot be made: " + cause, e);
    }
}
