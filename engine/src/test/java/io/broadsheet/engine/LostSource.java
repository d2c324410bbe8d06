package io.broadsheet.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A source that answers and goes away when it is asked something: `jdbc:lost:`.
final class LostSource implements Driver {
    private static boolean registered;

    private LostSource() {}

    static synchronized void register() {
        if (registered) {
            return;
        }
        registered = true;
        try {
            DriverManager.registerDriver(new LostSource());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable Connection connect(String url, Properties info) {
        return acceptsURL(url) ? proxy(Connection.class) : null;
    }

    private static <T> T proxy(Class<T> type) {
        InvocationHandler handler = (self, method, arguments) -> switch (method.getName()) {
            case "prepareStatement" -> proxy(PreparedStatement.class);
            case "executeQuery" -> throw new SQLException("Connection reset by peer", "08006");
            case "hashCode" -> System.identityHashCode(self);
            case "equals" -> System.identityHashCode(self) == System.identityHashCode(arguments[0]);
            case "toString" -> "lost";
            case "isValid", "getAutoCommit", "isReadOnly" -> true;
            default -> method.getReturnType() == int.class ? 0 : method.getReturnType() == boolean.class ? false : null;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:lost:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }
}
