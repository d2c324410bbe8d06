package io.broadsheet.server.edition;

import io.broadsheet.engine.ReportEngine;
import io.broadsheet.engine.project.StoreSpec;
import io.broadsheet.engine.query.DataSnapshot;
import io.broadsheet.server.project.ServedProject;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where artifacts are kept: in the store that broadsheet.yaml names.
@Configuration(proxyBeanMethods = false)
class Artifacts {
    private static final String FILE = "file:";

    @Bean(destroyMethod = "close")
    ArtifactStore artifactStore(ServedProject project) {
        return store(project.operations().store(), project.project().folder());
    }

    static ArtifactStore store(StoreSpec spec, Path projectFolder) {
        if (S3ArtifactStore.accepts(spec)) {
            return new S3ArtifactStore(spec, S3ArtifactStore.Patience.of(spec.timeout()));
        }
        if (!spec.url().startsWith(FILE)) {
            throw new IllegalArgumentException("a store is file:FOLDER or s3://BUCKET/PREFIX");
        }
        String path = spec.url().substring(FILE.length()).replaceFirst("^//(?=/)", "");
        return new FileArtifactStore(projectFolder.toAbsolutePath().resolve(path));
    }

    @Bean(destroyMethod = "close")
    DataSnapshot dataSnapshot() {
        return DataSnapshot.open();
    }

    @Bean
    ArtifactFiles artifactFiles(ReportEngine engine, DataSnapshot snapshot) {
        return new ArtifactFiles(engine, snapshot);
    }
}
