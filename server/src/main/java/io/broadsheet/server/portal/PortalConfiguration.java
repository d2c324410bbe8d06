package io.broadsheet.server.portal;

import io.broadsheet.server.ServerOptions;
import io.broadsheet.server.ServerRole;
import io.broadsheet.server.project.ServedProject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// The portal's settings, and what guards everything outside the console and the machines' addresses.
@Configuration(proxyBeanMethods = false)
class PortalConfiguration {
    /// After the console's chains and those of other modules.
    private static final int LAST = Ordered.LOWEST_PRECEDENCE - 10;

    @Bean
    PortalSettings portalSettings(ServedProject project, ServerOptions options) {
        return PortalSettings.of(project.operations().server(), options.open());
    }

    /// Who may see what is decided by [Access], not by roles: the chain adds headers and keeps Spring's own ways in
    /// shut.
    @Bean
    @Order(LAST)
    SecurityFilterChain portalChain(HttpSecurity http, PortalSettings settings, ServerOptions options) {
        return http.securityMatcher(PortalConfiguration::isOurs)
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    if (options.has(ServerRole.WEB)) {
                        requests.anyRequest().permitAll();
                    } else {
                        requests.anyRequest().denyAll();
                    }
                })
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers
                        // The policy's frame-ancestors says it; this one knows no list of hosts.
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                        .contentSecurityPolicy(policy -> policy.policyDirectives(PortalPolicy.ofPage(settings)))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=(), geolocation=()")))
                // Answers come with a token of their own, see [OwnPost]; cookies of a frame are not Spring's sessions.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static boolean isOurs(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !isUnder(path, "/console") && !isUnder(path, "/actuator");
    }

    private static boolean isUnder(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }
}
