package io.broadsheet.server.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Takes every request from this machine for the team's: the demo. The Host header must be this machine's too, so that
/// a page elsewhere can't use the browser to get in under a name of its own.
final class OpenToThisMachine extends OncePerRequestFilter {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
    static final String WHO = "demo";
    /// Tomcat's note that it took address and name from a proxy's headers.
    private static final String FORWARDED = "org.apache.tomcat.request.forwarded";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isFromHere(request)) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                    WHO, "", List.of(new SimpleGrantedAuthority("ROLE_TEAM"))));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    static boolean isFromHere(HttpServletRequest request) throws IOException {
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && request.getHeader("X-Forwarded-For") == null
                && request.getAttribute(FORWARDED) == null
                && HERE.contains(request.getServerName().toLowerCase(Locale.ROOT));
    }
}
