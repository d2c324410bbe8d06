package io.broadsheet.engine;

/// Which Broadsheet made a page.
final class Version {
    /// Empty where the classes are not in a jar that says it.
    static final String TEXT = read();

    private Version() {}

    private static String read() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "" : version.replace("-SNAPSHOT", "");
    }
}
