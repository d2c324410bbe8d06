package io.broadsheet.server.portal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.broadsheet.server.state.PublicId;
import java.time.Duration;
import java.util.Date;

/// Tokens as a host application signs them.
final class Tokens {
    private Tokens() {}

    static JWTClaimsSet.Builder claims(String site, String user) {
        return new JWTClaimsSet.Builder()
                .issuer("https://admin.example.com")
                .subject(user)
                .claim("site", site)
                .jwtID(PublicId.next())
                .expirationTime(Date.from(SharedPortal.CLOCK.instant().plus(Duration.ofMinutes(4))));
    }

    static String good(String site, String user) {
        return signed(claims(site, user).build());
    }

    static String signed(JWTClaimsSet claims) {
        return signed(new JWSHeader(JWSAlgorithm.HS256), claims, SharedPortal.EMBED_KEY);
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, String key) {
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new MACSigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }
}
