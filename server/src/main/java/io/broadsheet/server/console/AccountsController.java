package io.broadsheet.server.console;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who of the team may log in.
@RestController
final class AccountsController {
    private static final String PAGE = "/console/accounts";

    private final Shell shell;
    private final Accounts accounts;
    private final Audit audit;

    AccountsController(Shell shell, Accounts accounts, Audit audit) {
        this.shell = shell;
        this.accounts = accounts;
        this.audit = audit;
    }

    @GetMapping(PAGE)
    ResponseEntity<String> list(HttpServletRequest request) {
        return shell.page(request, "accounts", "accounts", Map.of("accounts", accounts.all()));
    }

    @PostMapping(PAGE)
    ResponseEntity<String> add(Principal who, @RequestParam String name, @RequestParam String password) {
        try {
            accounts.add(name, password);
            audit.note(who.getName(), Action.ADD_ACCOUNT, name);
            return Shell.back(PAGE, Said.ACCOUNT);
        } catch (WrongAccount e) {
            return Shell.back(PAGE, Said.REFUSED);
        }
    }

    @PostMapping(PAGE + "/password")
    ResponseEntity<String> password(Principal who, @RequestParam String name, @RequestParam String password) {
        try {
            boolean done = accounts.setPassword(name, password);
            audit.note(who.getName(), Action.SET_PASSWORD, name);
            return Shell.back(PAGE, done ? Said.PASSWORD : Said.UNCHANGED);
        } catch (WrongAccount e) {
            return Shell.back(PAGE, Said.REFUSED);
        }
    }

    @PostMapping(PAGE + "/disable")
    ResponseEntity<String> disable(Principal who, @RequestParam String name) {
        boolean done = accounts.disable(name);
        audit.note(who.getName(), Action.DISABLE_ACCOUNT, name);
        return Shell.back(PAGE, done ? Said.DISABLED : Said.NOT_DISABLED);
    }
}
