package io.broadsheet.engine.project;

import java.time.Duration;
import java.util.Optional;

/// Where editions are kept: `store:`.
///
/// @param url `file:FOLDER` or `s3://BUCKET/PREFIX`
/// @param endpoint the address of an S3-compatible store
/// @param accessKey with `secretKey`; what the environment gives unless said
/// @param timeout for one call to a store on the network with its retries [#DEFAULT_TIMEOUT]
public record StoreSpec(
        String url,
        Optional<String> endpoint,
        Optional<String> region,
        Optional<String> accessKey,
        Optional<String> secretKey,
        Duration timeout) {
    public static final String DEFAULT_URL = "file:out";
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
    public static final StoreSpec DEFAULT = new StoreSpec(
            DEFAULT_URL, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), DEFAULT_TIMEOUT);

    @Override
    public String toString() {
        return "StoreSpec[" + url + ", keys [REDACTED]]";
    }
}
