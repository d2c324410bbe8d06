package io.broadsheet.server.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Turns whatever a controller threw, and whatever happened before one was reached, into an error page.
@RestControllerAdvice
@RestController
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ErrorAnswers implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    private static final String POLICY = "Content-Security-Policy";

    private final ErrorPages pages;

    ErrorAnswers(ErrorPages pages) {
        this.pages = pages;
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<String> thrown(Exception thrown, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted() || (thrown instanceof IOException && isGone(thrown))) {
            // The other side has hung up, or has half of the answer already.
            return null;
        }
        HttpStatusCode status = status(thrown);
        if (status.value() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
        }
        return pages.page(request, request.getRequestURI(), status);
    }

    private static HttpStatusCode status(Exception thrown) {
        return switch (thrown) {
            case ErrorResponse known -> known.getStatusCode();
            case HttpMessageNotReadableException unreadable -> HttpStatus.BAD_REQUEST;
            case TypeMismatchException odd -> HttpStatus.BAD_REQUEST;
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private static boolean isGone(Exception thrown) {
        return thrown.getClass().getSimpleName().equals("ClientAbortException");
    }

    @RequestMapping("/error")
    ResponseEntity<String> outside(HttpServletRequest request, HttpServletResponse response) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        HttpStatusCode status = HttpStatusCode.valueOf(code instanceof Integer number ? number : 404);
        if (!response.containsHeader(POLICY)) {
            // Refused before any chain could say so.
            response.setHeader(POLICY, "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'self'");
            response.setHeader("X-Content-Type-Options", "nosniff");
        }
        return pages.page(
                request, Optional.ofNullable(path).map(Object::toString).orElse(""), status);
    }
}
