package io.broadsheet.server.pages;

import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Serves styles, scripts and the icon: for a year where the address has the right hash.
@RestController
final class AssetController {
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    private final Assets assets;

    AssetController(Assets assets) {
        this.assets = assets;
    }

    @GetMapping("/assets/{name}")
    ResponseEntity<byte[]> asset(
            @PathVariable("name") String name, @RequestParam(name = "v", required = false) Optional<String> version) {
        Assets.Asset asset = assets.find(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        boolean current = version.filter(asset.hash()::equals).isPresent();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, asset.type())
                .header(HttpHeaders.CACHE_CONTROL, current ? FOR_GOOD : "no-cache")
                .eTag(asset.hash())
                .body(asset.bytes());
    }

    @GetMapping("/favicon.ico")
    ResponseEntity<byte[]> icon() {
        return asset("favicon.svg", Optional.empty());
    }
}
