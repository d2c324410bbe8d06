package io.broadsheet.server;

import io.broadsheet.engine.project.StoreSpec;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// One S3-compatible server for all tests of a JVM, which checks signatures; each asks for a bucket of its own.
public final class TestS3 {
    private static final String KEY = "test-access";
    private static final String SECRET = "test-secret-of-the-store";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestS3() {}

    private static final class Holder {
        private static final URI ENDPOINT = begin();

        private static URI begin() {
            try {
                S3Proxy server = S3Proxy.builder()
                        .blobStore(new TransientNio2BlobStore())
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                        .build();
                server.start();
                return URI.create("http://127.0.0.1:" + server.getPort());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// A new bucket with a prefix, as `store:` of broadsheet.yaml says it.
    public static StoreSpec bucket() {
        String bucket = "editions-" + NUMBER.incrementAndGet();
        try (S3Client client = client()) {
            client.createBucket(b -> b.bucket(bucket));
        }
        return new StoreSpec(
                "s3://" + bucket + "/broadsheet/",
                Optional.of(Holder.ENDPOINT.toString()),
                Optional.empty(),
                Optional.of(KEY),
                Optional.of(SECRET),
                StoreSpec.DEFAULT_TIMEOUT);
    }

    /// Where it listens, for a line in between.
    static int port() {
        return Holder.ENDPOINT.getPort();
    }

    public static S3Client client() {
        return S3Client.builder()
                .endpointOverride(Holder.ENDPOINT)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
