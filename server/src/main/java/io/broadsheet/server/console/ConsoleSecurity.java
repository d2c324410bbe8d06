package io.broadsheet.server.console;

import io.broadsheet.server.ServerOptions;
import io.broadsheet.server.project.ServedProject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;

/// Who may use the console, and who may read the metrics.
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {
    private static final String POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self';"
            + " img-src 'self' data:; font-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none';"
            + " base-uri 'none'";

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    @Order(1)
    SecurityFilterChain machines(HttpSecurity http, ServedProject project) {
        Optional<String> key = project.operations().server().apiKey();
        return http.securityMatcher("/actuator/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/prometheus")
                        .access((who, context) -> new AuthorizationDecision(mayRead(context, key)))
                        .anyRequest()
                        .denyAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(
                        org.springframework.security.config.http.SessionCreationPolicy.STATELESS))
                .build();
    }

    private static boolean mayRead(RequestAuthorizationContext context, Optional<String> key) {
        HttpServletRequest request = context.getRequest();
        String given = request.getHeader("Authorization");
        if (given != null && key.isPresent()) {
            return MessageDigest.isEqual(
                    given.getBytes(StandardCharsets.UTF_8), ("Bearer " + key.get()).getBytes(StandardCharsets.UTF_8));
        }
        try {
            return OpenToThisMachine.isFromHere(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Bean
    @Order(2)
    SecurityFilterChain team(HttpSecurity http, ServerOptions options, Accounts accounts) {
        http.securityMatcher("/console", "/console/**")
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers("/console/login", "/console/setup/*", "/console/language")
                                .permitAll()
                                .anyRequest()
                                .hasRole("TEAM"))
                .formLogin(login -> login.loginPage("/console/login")
                        .loginProcessingUrl("/console/login")
                        .defaultSuccessUrl("/console")
                        .failureUrl("/console/login?wrong"))
                .logout(logout -> logout.logoutUrl("/console/logout").logoutSuccessUrl("/console/login"))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(
                                org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter
                                        .ReferrerPolicy.SAME_ORIGIN)));
        http.addFilterBefore(new StillWelcome(accounts), AuthorizationFilter.class);
        if (options.open()) {
            http.addFilterBefore(new OpenToThisMachine(), UsernamePasswordAuthenticationFilter.class);
        }
        return http.build();
    }
}
