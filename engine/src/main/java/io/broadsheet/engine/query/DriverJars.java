package io.broadsheet.engine.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// JDBC drivers of other databases, from jars in the project's `drivers/` folder.
final class DriverJars {
    private static final Set<Path> LOADED = ConcurrentHashMap.newKeySet();

    private DriverJars() {}

    /// Makes the drivers of a folder's jars known to [DriverManager].
    static void load(Path folder) {
        if (!Files.isDirectory(folder) || !LOADED.add(folder.toAbsolutePath().normalize())) {
            return;
        }
        URL[] jars = jars(folder).toArray(URL[]::new);
        // Drivers stay known for as long as the process runs, and so does their loader.
        @SuppressWarnings("resource")
        URLClassLoader loader = new URLClassLoader("drivers", jars, DriverJars.class.getClassLoader());
        Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator();
        try {
            while (drivers.hasNext()) {
                Driver driver = drivers.next();
                if (loader.equals(driver.getClass().getClassLoader())) {
                    register(driver);
                }
            }
        } catch (ServiceConfigurationError e) {
            // Not every jar in the folder is whole, or a driver's; that one is missing is said where it is needed.
            return;
        }
    }

    private static void register(Driver driver) {
        try {
            DriverManager.registerDriver(new LoadedDriver(driver));
        } catch (SQLException e) {
            throw new IllegalStateException("the driver " + driver.getClass().getName() + " can't be registered", e);
        }
    }

    private static List<URL> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jar"))
                    .sorted()
                    .map(DriverJars::url)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether some driver takes the URL.
    static boolean knows(String url) {
        return driver(url).isPresent();
    }

    private static Optional<Driver> driver(String url) {
        return DriverManager.drivers()
                .filter(d -> {
                    try {
                        return d.acceptsURL(url);
                    } catch (SQLException e) {
                        return false;
                    }
                })
                .findFirst();
    }

    /// [DriverManager] takes drivers of our own class loader only: this stands for one of another.
    private record LoadedDriver(Driver driver) implements Driver {
        @Override
        @SuppressWarnings("NullAway") // The contract says null for "not mine".
        public Connection connect(String url, Properties info) throws SQLException {
            return driver.connect(url, info);
        }

        @Override
        public boolean acceptsURL(String url) throws SQLException {
            return driver.acceptsURL(url);
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
            return driver.getPropertyInfo(url, info);
        }

        @Override
        public int getMajorVersion() {
            return driver.getMajorVersion();
        }

        @Override
        public int getMinorVersion() {
            return driver.getMinorVersion();
        }

        @Override
        public boolean jdbcCompliant() {
            return driver.jdbcCompliant();
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            return driver.getParentLogger();
        }
    }
}
