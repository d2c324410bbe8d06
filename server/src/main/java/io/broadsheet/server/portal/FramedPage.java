package io.broadsheet.server.portal;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Adds to an edition's page, as it is served, the few lines that tell the portal's frame around it how high it is.
/// The stored page stays as it is.
final class FramedPage {
    private static final Pattern HEAD = Pattern.compile("<head(\\s[^>]*)?>", Pattern.CASE_INSENSITIVE);
    private static final int HEAD_WITHIN = 4096;

    /// Before the page's own policy, which lets none but its own script run.
    private static final String SCRIPT = """
            <script>(()=>{if(parent===self)return;const e=document.documentElement;let was=0,told=0;
            const say=(what,value)=>parent.postMessage({broadsheet:what,value},'*');
            const size=()=>{const h=Math.ceil(e.getBoundingClientRect().height);if(h!==was)say('height',was=h)};
            const here=()=>{const n=Date.now();if(n-told>5000){told=n;say('active',0)}};
            new ResizeObserver(size).observe(e);addEventListener('load',size);
            for(const k of['pointermove','pointerdown','keydown','touchstart'])addEventListener(k,here,{passive:true});
            addEventListener('click',ev=>{const a=ev.target.closest&&ev.target.closest('a[href]');if(!a)return;
            const h=a.getAttribute('href');if(h[0]!=='#'){a.target='_blank';a.rel='noopener noreferrer';return}
            const to=h==='#'?e:document.getElementById(decodeURIComponent(h.slice(1)));if(to)say('go',to.getBoundingClientRect().top)});
            })()</script>
            """.replace("\n", "");

    private FramedPage() {}

    /// What a change of the script changes, for the page's tag.
    static String version() {
        return Integer.toHexString(SCRIPT.hashCode());
    }

    static byte[] of(byte[] page) {
        // One letter for each byte, so that whatever the page is made of goes through unchanged.
        String start = new String(page, 0, Math.min(page.length, HEAD_WITHIN), StandardCharsets.ISO_8859_1);
        Matcher head = HEAD.matcher(start);
        if (!head.find()) {
            return page;
        }
        int at = head.end();
        byte[] script = SCRIPT.getBytes(StandardCharsets.US_ASCII);
        byte[] framed = new byte[page.length + script.length];
        System.arraycopy(page, 0, framed, 0, at);
        System.arraycopy(script, 0, framed, at, script.length);
        System.arraycopy(page, at, framed, at + script.length, page.length - at);
        return framed;
    }
}
