package io.broadsheet.server.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The way into the console, and the first account.
@RestController
final class LoginController {
    private final Shell shell;
    private final Accounts accounts;
    private final SetupLinks links;
    private final TransactionTemplate transaction;
    private final Audit audit;

    LoginController(Shell shell, Accounts accounts, SetupLinks links, TransactionTemplate transaction, Audit audit) {
        this.shell = shell;
        this.accounts = accounts;
        this.links = links;
        this.transaction = transaction;
        this.audit = audit;
    }

    @GetMapping("/console/login")
    ResponseEntity<String> login(HttpServletRequest request) {
        return shell.page(
                request,
                "login",
                "",
                Map.of("isWrong", request.getParameter("wrong") != null, "nobodyYet", accounts.none()));
    }

    @GetMapping("/console/setup/{token}")
    ResponseEntity<String> setup(HttpServletRequest request, @PathVariable String token) {
        return form(request, token, "", "");
    }

    private ResponseEntity<String> form(HttpServletRequest request, String token, String name, String mistake) {
        return shell.page(
                request,
                "setup",
                "",
                Map.of("isGood", links.isGood(token), "token", token, "name", name, "mistake", mistake));
    }

    @PostMapping("/console/setup/{token}")
    ResponseEntity<String> make(
            HttpServletRequest request,
            @PathVariable String token,
            @RequestParam String name,
            @RequestParam String password) {
        try {
            boolean made = Boolean.TRUE.equals(transaction.execute(status -> {
                if (!links.use(token)) {
                    return false;
                }
                accounts.add(name, password);
                audit.note(name, Action.FIRST_ACCOUNT, name);
                return true;
            }));
            return made ? Shell.back("/console/login", Said.ACCOUNT) : form(request, token, name, "");
        } catch (WrongAccount e) {
            return form(request, token, name, e.why());
        }
    }
}
