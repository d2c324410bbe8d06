package io.broadsheet.server.edition;

/// What the files of an artifact are.
final class ContentTypes {
    private ContentTypes() {}

    static String of(String name) {
        int dot = name.lastIndexOf('.');
        return switch (dot < 0 ? "" : name.substring(dot)) {
            case ".html" -> "text/html; charset=utf-8";
            case ".json" -> "application/json";
            case ".png" -> "image/png";
            case ".zip" -> "application/zip";
            case ".parquet" -> "application/vnd.apache.parquet";
            default -> "application/octet-stream";
        };
    }
}
