package io.broadsheet.server.portal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.broadsheet.server.site.SiteView;
import io.broadsheet.server.state.PublicId;
import io.broadsheet.server.state.ServerSecrets;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/// Tokens that let a reader in once: JWTs, HS256, signed by the host application with the embed key or by this server
/// for who has the API key. Thread-safe.
@Component
class EntryTokens {
    static final Duration LONGEST = Duration.ofMinutes(5);
    static final int LONGEST_USER = 200;
    static final int LONGEST_NAME = 200;
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);
    private static final int LONGEST_TOKEN = 4096;
    private static final int LONGEST_LANGUAGE = 35;
    private static final String OWN = "broadsheet";

    private final PortalSettings settings;
    private final Access access;
    private final UsedTokens used;
    private final InstantSource clock;
    private final Supplier<byte[]> ownKey;

    EntryTokens(PortalSettings settings, Access access, UsedTokens used, InstantSource clock, ServerSecrets secrets) {
        this.settings = settings;
        this.access = access;
        this.used = used;
        this.clock = clock;
        this.ownKey = SingletonSupplier.of(() -> secrets.key("portal-enter"));
    }

    /// A token of this server's own.
    String make(SiteView site, String user, String name, Optional<Locale> language, Optional<String> edition) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(OWN)
                .subject(user)
                .claim("site", site.id())
                .claim("name", name)
                .jwtID(PublicId.next())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LONGEST)));
        language.ifPresent(l -> claims.claim("lang", l.toLanguageTag()));
        edition.ifPresent(e -> claims.claim("edition", e));
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(OWN).build(), claims.build());
        try {
            token.sign(new MACSigner(ownKey.get()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /// Takes a token for good: it says nothing a second time. Empty for whatever is wrong with it; why is nobody's
    /// business.
    Optional<EntryToken> take(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            return isSigned(jwt) ? taken(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        JWSHeader header = jwt.getHeader();
        if (!JWSAlgorithm.HS256.equals(header.getAlgorithm())) {
            return false;
        }
        Optional<byte[]> key = OWN.equals(header.getKeyID())
                ? Optional.of(ownKey.get())
                : settings.embedKey().map(k -> k.getBytes(StandardCharsets.UTF_8));
        return key.isPresent() && jwt.verify(new MACVerifier(key.get()));
    }

    private Optional<EntryToken> taken(JWTClaimsSet claims) throws ParseException {
        String issuer = text(claims, "iss");
        String id = text(claims, "jti");
        String user = text(claims, "sub");
        Optional<SiteView> site = access.site(text(claims, "site"));
        Optional<Instant> expires =
                Optional.ofNullable(claims.getExpirationTime()).map(Date::toInstant);
        boolean whole = Access.isPlain(issuer, LONGEST_USER)
                && Access.isPlain(id, LONGEST_USER)
                && Access.isPlain(user, LONGEST_USER)
                && site.isPresent()
                && expires.filter(this::isSoon).isPresent()
                && isBegun(claims.getNotBeforeTime());
        if (!whole || !used.use(issuer, id, expires.get().plus(CLOCKS_DIFFER))) {
            return Optional.empty();
        }
        Optional<Locale> language = Optional.of(text(claims, "lang"))
                .filter(l -> Access.isPlain(l, LONGEST_LANGUAGE))
                .map(Locale::forLanguageTag);
        Optional<String> edition = Optional.of(text(claims, "edition")).filter(Access::isPublicId);
        return Optional.of(new EntryToken(site.get(), user, name(text(claims, "name")), language, edition));
    }

    /// Absent is empty; a claim that is no text is no claim of ours.
    private static String text(JWTClaimsSet claims, String name) throws ParseException {
        @Nullable String text = claims.getStringClaim(name);
        return text == null ? "" : text;
    }

    static String name(String given) {
        return Access.isPlain(given, LONGEST_NAME) ? given.strip() : "";
    }

    private boolean isSoon(Instant expires) {
        Instant now = clock.instant();
        return expires.isAfter(now) && !expires.isAfter(now.plus(LONGEST).plus(CLOCKS_DIFFER));
    }

    private boolean isBegun(@Nullable Date notBefore) {
        return notBefore == null
                || !notBefore.toInstant().isAfter(clock.instant().plus(CLOCKS_DIFFER));
    }
}
