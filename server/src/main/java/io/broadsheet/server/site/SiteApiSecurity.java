package io.broadsheet.server.site;

import io.broadsheet.server.project.ApiKey;
import io.broadsheet.server.project.ApiKeyFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/// Only the API key opens the API of sites; it has no cookies and no sessions.
@Configuration(proxyBeanMethods = false)
class SiteApiSecurity {
    @Bean
    @Order(10)
    SecurityFilterChain siteApiChain(HttpSecurity http, ApiKey key) {
        return http.securityMatcher("/api/v1/sites", "/api/v1/sites/**", "/api/v1/recipients")
                .csrf(c -> c.disable())
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(a -> a.anyRequest().permitAll())
                .addFilterBefore(new ApiKeyFilter(key), AuthorizationFilter.class)
                .build();
    }
}
