package io.broadsheet.server.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.broadsheet.server.project.ServedProject;
import io.broadsheet.server.site.Sites;
import io.broadsheet.server.state.PublicId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Plays the host application: signs a token as its admin page would, and goes on to the portal with it.
/// Only in the demo, which listens on this machine alone.
@RestController
@ConditionalOnProperty("broadsheet.demo")
final class DemoDoor {
    static final String SUBJECT = "user:demo";
    static final String NAME = "김다이";
    static final String FIRST_SITE = "10026";
    private static final int SECONDS = 60;

    private final ServedProject project;
    private final Sites sites;
    private final InstantSource clock;

    DemoDoor(ServedProject project, Sites sites, InstantSource clock) {
        this.project = project;
        this.sites = sites;
        this.clock = clock;
    }

    @GetMapping("/demo/portal")
    ResponseEntity<Void> enter(@RequestParam(defaultValue = FIRST_SITE) String site) throws JOSEException {
        if (sites.find(site).isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .location(URI.create("/portal/enter?token=" + token(site)))
                .build();
    }

    private String token(String site) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer("demo")
                        .subject("demo")
                        .claim("site", site)
                        .claim("name", NAME)
                        .jwtID(PublicId.next())
                        .issueTime(Date.from(clock.instant()))
                        .expirationTime(Date.from(clock.instant().plusSeconds(SECONDS)))
                        .build());
        String key = project.operations().server().embedKey().orElseThrow();
        token.sign(new MACSigner(key.getBytes(StandardCharsets.UTF_8)));
        return token.serialize();
    }
}
