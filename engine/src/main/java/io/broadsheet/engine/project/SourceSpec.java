package io.broadsheet.engine.project;

import io.broadsheet.engine.source.Span;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where data comes from, as `sources:` in broadsheet.yaml declares it.
public sealed interface SourceSpec {
    String name();

    Span span();

    /// Whether it holds rows of several sites, so that every query on it must bind `:site`. Assumed unless denied.
    boolean holdsManySites();

    /// A database over JDBC.
    ///
    /// @param connections how many at a time, at most
    record Jdbc(
            String name, Span span, boolean holdsManySites, String url, String user, String password, int connections)
            implements SourceSpec {
        @Override
        public String toString() {
            return "source " + name;
        }
    }

    /// A folder of CSV, gzipped CSV and Parquet files, each a table named after its file.
    ///
    /// @param types column types by table and column, where sniffing them is not wanted
    /// @param make a SQL script that makes the files on first use
    record FileFolder(
            String name,
            Span span,
            boolean holdsManySites,
            Path folder,
            Map<String, Map<String, String>> types,
            Optional<Make> make)
            implements SourceSpec {
        public FileFolder {
            types = Map.copyOf(types);
        }
    }

    /// How the files of a folder are made.
    ///
    /// @param script a SQL script; every table that it creates, without a leading underscore, becomes a file
    /// @param values the script's parameters
    record Make(Path script, Span span, Map<String, Object> values) {
        public Make {
            values = Map.copyOf(values);
        }
    }
}
