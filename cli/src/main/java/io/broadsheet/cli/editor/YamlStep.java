package io.broadsheet.cli.editor;

/// One step from a YAML document's root to a place in it.
sealed interface YamlStep {
    /// Into the value of a key.
    record Key(String name) implements YamlStep {}

    /// Into the `number`th item of a list, from 1.
    record Item(int number) implements YamlStep {}
}
