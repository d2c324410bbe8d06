package io.broadsheet.server.portal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/// Makes an interface of an object that has those of its methods that a test needs.
final class Fake {
    private Fake() {}

    static <T> T as(Class<T> type, Object partly) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        Method own = partly.getClass().getDeclaredMethod(method.getName(), method.getParameterTypes());
                        return own.invoke(partly, arguments);
                    } catch (NoSuchMethodException e) {
                        throw new UnsupportedOperationException(method.toString(), e);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
