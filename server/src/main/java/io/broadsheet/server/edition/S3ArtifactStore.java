package io.broadsheet.server.edition;

import io.broadsheet.engine.project.StoreSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Artifacts as objects of S3 or of a store that speaks like it. An artifact counts from when its manifest is there,
/// which is written last and only where there is none.
final class S3ArtifactStore implements ArtifactStore {
    /// How long the store may take to be reached, to say something, and for one call with its retries.
    record Patience(Duration connect, Duration silence, Duration call) {
        private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
        /// A call is tried so often, if the store says nothing.
        private static final int TRIES = 3;

        static Patience of(Duration call) {
            return new Patience(
                    call.compareTo(LONGEST_CONNECT) < 0 ? call : LONGEST_CONNECT, call.dividedBy(TRIES), call);
        }
    }

    private static final String SCHEME = "s3://";
    private static final String ANYWHERE = "us-east-1";

    private final S3Client client;
    private final S3Presigner presigner;
    private final String bucket;
    private final String prefix;

    S3ArtifactStore(StoreSpec spec, Patience patience) {
        String path = spec.url().substring(SCHEME.length());
        int slash = path.indexOf('/');
        this.bucket = slash < 0 ? path : path.substring(0, slash);
        String rest = slash < 0 ? "" : path.substring(slash + 1).replaceAll("/+$", "");
        this.prefix = rest.isEmpty() ? "" : rest + "/";
        S3Configuration configuration = S3Configuration.builder()
                .pathStyleAccessEnabled(spec.endpoint().isPresent())
                .chunkedEncodingEnabled(false)
                .build();
        this.client = client(spec, patience, configuration);
        this.presigner = presigner(spec, configuration);
    }

    private static S3Client client(StoreSpec spec, Patience patience, S3Configuration configuration) {
        S3ClientBuilder builder = S3Client.builder()
                .credentialsProvider(credentials(spec))
                .serviceConfiguration(configuration)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_SUPPORTED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(patience.connect())
                        .socketTimeout(patience.silence()))
                .overrideConfiguration(o -> o.apiCallTimeout(patience.call()));
        region(spec).ifPresent(builder::region);
        spec.endpoint().map(URI::create).ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static S3Presigner presigner(StoreSpec spec, S3Configuration configuration) {
        S3Presigner.Builder builder =
                S3Presigner.builder().credentialsProvider(credentials(spec)).serviceConfiguration(configuration);
        region(spec).ifPresent(builder::region);
        spec.endpoint().map(URI::create).ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(StoreSpec spec) {
        if (spec.accessKey().isPresent() && spec.secretKey().isPresent()) {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    spec.accessKey().get(), spec.secretKey().get()));
        }
        return DefaultCredentialsProvider.builder().build();
    }

    /// What is said; stores elsewhere need some name; AWS takes what the environment gives.
    private static Optional<Region> region(StoreSpec spec) {
        return spec.region().or(() -> spec.endpoint().map(e -> ANYWHERE)).map(Region::of);
    }

    static boolean accepts(StoreSpec spec) {
        return spec.url().startsWith(SCHEME);
    }

    @Override
    public Path workFolder() throws IOException {
        return Files.createTempDirectory("broadsheet-artifact-");
    }

    @Override
    public void keep(String key, Path folder, Manifest manifest) throws IOException {
        for (Manifest.Entry file : manifest.files()) {
            put(key, file, Files.readAllBytes(folder.resolve(file.name())), false);
        }
        byte[] json = manifest.toJson();
        put(key, Manifest.Entry.of(Manifest.NAME, json), json, true);
        WorkFolders.remove(folder);
    }

    private void put(String key, Manifest.Entry file, byte[] bytes, boolean onlyNew) throws IOException {
        String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(file.sha256()));
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(object(key, file.name()))
                .contentType(ContentTypes.of(file.name()))
                .contentLength(file.size())
                .checksumSHA256(checksum);
        if (onlyNew) {
            request.ifNoneMatch("*");
        }
        String confirmed = "";
        try {
            PutObjectResponse response = client.putObject(request.build(), RequestBody.fromBytes(bytes));
            confirmed = response.checksumSHA256() == null ? "" : response.checksumSHA256();
        } catch (SdkException e) {
            if (!onlyNew || !isThere(e)) {
                throw failure("take", file.name(), e);
            }
            // An earlier try of this call may have arrived without its answer: what is there decides.
        }
        // A store that says what it took has taken it; others are read back.
        if (!confirmed.equals(checksum) && !file.describes(read(key, file.name()))) {
            throw new IOException("the store does not give back " + file.name() + " as it was written");
        }
    }

    private static boolean isThere(SdkException e) {
        return e instanceof S3Exception s && s.statusCode() == 412;
    }

    @Override
    public byte[] read(String key, String name) throws IOException {
        try {
            return client.getObjectAsBytes(b -> b.bucket(bucket).key(object(key, name)))
                    .asByteArray();
        } catch (SdkException e) {
            throw failure("give", name, e);
        }
    }

    private String object(String key, String name) {
        return prefix + key + "/" + name;
    }

    private static IOException failure(String verb, String name, SdkException e) {
        String reason = e instanceof S3Exception s
                ? "it answers " + s.statusCode()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
        return new IOException("the store does not " + verb + " " + name + ": " + reason, e);
    }

    @Override
    public Optional<URI> signedUrl(String key, String name, Duration valid) {
        return Optional.of(URI.create(presigner
                .presignGetObject(p -> p.signatureDuration(valid)
                        .getObjectRequest(g ->
                                g.bucket(bucket).key(object(key, name)).responseContentType(ContentTypes.of(name))))
                .url()
                .toString()));
    }

    @Override
    public Map<String, Instant> keys() throws IOException {
        Map<String, Instant> keys = new TreeMap<>();
        String all = prefix + StoredEditions.KEYS + "/";
        try {
            for (S3Object object : client.listObjectsV2Paginator(ListObjectsV2Request.builder()
                            .bucket(bucket)
                            .prefix(all)
                            .build())
                    .contents()) {
                String id = object.key().substring(all.length()).replaceFirst("/.*", "");
                keys.merge(StoredEditions.KEYS + "/" + id, object.lastModified(), (a, b) -> a.isAfter(b) ? a : b);
            }
        } catch (SdkException e) {
            throw failure("list", StoredEditions.KEYS, e);
        }
        return keys;
    }

    /// One after the other: not every store that speaks like S3 takes many at a time.
    @Override
    public void remove(String key) throws IOException {
        try {
            for (S3Object object : client.listObjectsV2Paginator(ListObjectsV2Request.builder()
                            .bucket(bucket)
                            .prefix(prefix + key + "/")
                            .build())
                    .contents()) {
                client.deleteObject(d -> d.bucket(bucket).key(object.key()));
            }
        } catch (SdkException e) {
            throw failure("remove", key, e);
        }
    }

    @Override
    public void close() {
        presigner.close();
        client.close();
    }
}
